import { buttonStyle } from "@/components/ui/button";
import { ErrorIcon } from "@/components/ui/icons";
import { CardAction, CardHeading } from "./card-heading";
import { StatusPage } from "./status-page";

/** The title of a page that can't be shown because a service doesn't respond. */
export const UNAVAILABLE_TITLE = "Temporarily unavailable";

const TEXT = "We can't load this page right now. Your data is safe. Try again in a moment.";

/** Takes the place of a page whose data can't be read. */
export function UnavailablePage() {
  return (
    <StatusPage
      label="503"
      title={UNAVAILABLE_TITLE}
      actions={
        <>
          {/* biome-ignore lint/a11y/useValidAnchor: an empty URL is the current one, and a `Link` would not load it again */}
          <a href="" className={buttonStyle()}>
            Try again
          </a>
          <a href="/" className={buttonStyle({ variant: "secondary" })}>
            Go to home page
          </a>
        </>
      }
    >
      <p>{TEXT}</p>
    </StatusPage>
  );
}

/** Takes the place of what is in the card of a page whose data can't be read. Its link loads the same URL again. */
export function UnavailableCard() {
  return (
    <>
      <CardHeading title={UNAVAILABLE_TITLE} icon={<ErrorIcon className="size-6" />} tone="warning">
        {TEXT}
      </CardHeading>
      <CardAction href="">Try again</CardAction>
    </>
  );
}
