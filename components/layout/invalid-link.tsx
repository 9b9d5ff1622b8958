import { PageHeading } from "./page-heading";
import { TextLink } from "./text-link";

type InvalidLinkProps = {
  reason: "used" | "unknown" | "taken" | "unavailable";
  /** What helps where it does not work. */
  fallback?: FallbackLink | undefined;
};

/** A page that helps, and what can be done there. */
export type FallbackLink = { href: string; text: string };

/** For links that can be had again by who forgot their password. */
export const REQUEST_RESET_LINK: FallbackLink = { href: "/forgot-password", text: "Ask for a new one" };

/** For links that are there to shut somebody else out. */
export const RESET_PASSWORD_LINK: FallbackLink = { href: "/forgot-password", text: "Choose a new password" };

/** Says why a link of a mail does nothing, and offers what helps. */
export function InvalidLink({ reason, fallback }: InvalidLinkProps) {
  switch (reason) {
    case "used":
      return (
        <PageHeading title="This link was already used">
          It works once, and no longer once it was called off. <TextLink href="/login">Log in</TextLink>
        </PageHeading>
      );
    case "taken":
      return (
        <PageHeading title="That address is taken">
          Somebody else has registered with it meanwhile, so nothing was changed.
        </PageHeading>
      );
    case "unavailable":
      return (
        <PageHeading title="Please try again in a moment">
          The link could not be looked at just now, and the fault is ours. Nothing has happened to it: open it
          again.
        </PageHeading>
      );
    case "unknown":
      return (
        <PageHeading title="This link does not work">
          It has expired, was replaced by a newer mail, or is not complete.{" "}
          {fallback && <TextLink href={fallback.href}>{fallback.text}</TextLink>}
        </PageHeading>
      );
  }
}
