import { Body, Container, Head, Hr, Html, Img, Preview, Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import type { CommonProps } from "./email-content";
import { type EmailBrand, FONT, light, responsiveStyles } from "./theme";

type LayoutProps = Omit<CommonProps, "username"> & {
  /** The title of the HTML document. */
  title: string;
  /** The text that an inbox shows next to the subject. */
  preview: string;
  /** Why the recipient gets this email. */
  reason: string;
  children: ReactNode;
};

/** The layout of every email: the brand, a card with the content, and a footer. */
export function Layout({ title, preview, reason, brand, supportEmail, year, children }: LayoutProps) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{responsiveStyles(brand)}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ margin: 0, fontFamily: FONT }}>
        {/* The background is not set on the body: some email clients move that style to a table cell that the dark theme can't override. */}
        <Section className="paper" style={{ backgroundColor: light.paper }}>
          <Container style={{ maxWidth: "560px", margin: "0 auto", padding: "32px 16px" }}>
            <Wordmark brand={brand} />
            <Section
              className="card"
              style={{
                padding: "36px 40px",
                backgroundColor: light.card,
                border: `1px solid ${light.line}`,
                borderRadius: "16px",
              }}
            >
              {children}
            </Section>
            <Hr className="line" style={{ margin: "28px 0 16px", borderColor: light.line }} />
            <Text
              className="muted"
              style={{ margin: 0, fontSize: "13px", lineHeight: "20px", color: light.muted }}
            >
              {reason}
              <br />
              Questions? Contact {supportEmail}
              <br />© {year} {brand.name}
            </Text>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}

// React otherwise adds a preload link for each picture to the head, which means nothing to email clients.
const NO_PRELOAD = { fetchPriority: "low" } as const;

/** The logo, or the mark and the name. While images are blocked, it is the name, or a square in the accent color and the name. */
function Wordmark({ brand }: { brand: EmailBrand }) {
  const { name, logoUrl } = brand;
  const nameStyle = { fontSize: "18px", lineHeight: "28px", fontWeight: 700, color: light.ink };
  if (logoUrl) {
    return (
      <Section style={{ padding: "0 0 20px 4px" }}>
        <Img
          src={logoUrl}
          alt={name}
          height="32"
          {...NO_PRELOAD}
          className="logo"
          style={{ ...nameStyle, display: "inline-block", height: "32px" }}
        />
      </Section>
    );
  }
  return (
    <table cellPadding="0" cellSpacing="0" border={0} role="presentation" style={{ margin: "0 0 20px 4px" }}>
      <tbody>
        <tr>
          <Mark {...brand} />
          <td className="ink" style={{ ...nameStyle, paddingLeft: "10px" }}>
            {name}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Mark({ name, markUrl, accent, onAccent }: EmailBrand) {
  const initial = new Intl.Segmenter().segment(name).containing(0)?.segment.toUpperCase();
  return (
    <td
      aria-hidden="true"
      align="center"
      width="28"
      height="28"
      // The picture has the colors of light mode.
      className={markUrl ? undefined : "filled"}
      style={{
        borderRadius: "8px",
        backgroundColor: accent,
        color: onAccent,
        fontSize: "16px",
        lineHeight: "28px",
        fontWeight: 700,
      }}
    >
      {markUrl ? (
        <Img src={markUrl} alt="" width="28" height="28" {...NO_PRELOAD} style={{ borderRadius: "8px" }} />
      ) : (
        initial
      )}
    </td>
  );
}
