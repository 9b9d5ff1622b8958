import { render } from "@react-email/components";
import type { ComponentType } from "react";
import type { CommonProps, EmailContent, EventProps } from "./email-content";
import { renderPlainText } from "./plain-text";

const HOSTILE = `<img src=x onerror=alert(1)>"'`;

/** Returns an email in both versions, for tests, with the texts that each of them must contain. */
export function email<P extends CommonProps>(
  Html: ComponentType<P> & { PreviewProps: P },
  content: (props: P) => EmailContent,
  expectedTexts: string[],
) {
  const props = Html.PreviewProps;
  return {
    ...content(props),
    html: (changed: Partial<CommonProps & EventProps> = {}) => render(<Html {...props} {...changed} />),
    text: (changed: Partial<CommonProps & EventProps> = {}) =>
      renderPlainText(content({ ...props, ...changed }), { ...props, ...changed }),
    /** The HTML version with a hostile text in place of every text. */
    hostile: () => {
      const hostile = { ...props, brand: { ...props.brand, name: HOSTILE } } as P;
      for (const name of Object.keys(props) as (keyof P)[])
        if (typeof props[name] === "string") hostile[name] = HOSTILE as P[keyof P];
      return render(<Html {...hostile} />);
    },
    expectedTexts: [props.username ? `Hi ${props.username},` : "Hello,", ...expectedTexts],
  };
}
