import { ErrorIcon, InfoIcon } from "@/components/ui/icons";
import { CardAction, CardHeading } from "./card-heading";

/** Why a link from an email can't be used. */
export type LinkProblem = "used" | "unknown" | "taken" | "unavailable";

/** A link to offer when the one from the email can't be used. */
export type FallbackLink = { href: string; text: string };

/** Requests a new password reset link. */
export const REQUEST_RESET_LINK: FallbackLink = { href: "/forgot-password", text: "Request a new link" };

/** Lets the owner regain control of the account when a security alert's link can't be used. */
export const RESET_PASSWORD_LINK: FallbackLink = { href: "/forgot-password", text: "Reset your password" };

/** Maps the failure code of a use case that takes a token to the problem to show. */
export function linkProblem(code: string): LinkProblem {
  if (code === "used" || code === "unknown") return code;
  // A token has no fields to validate: "invalid" always means that the email address is in use.
  return code === "invalid" ? "taken" : "unavailable";
}

type InvalidLinkProps = { reason: LinkProblem; fallback?: FallbackLink | undefined };

/** Explains why a link from an email can't be used and offers a way forward. */
export function InvalidLink({ reason, fallback }: InvalidLinkProps) {
  switch (reason) {
    case "used":
      return (
        <>
          <CardHeading title="Link already used" icon={<InfoIcon className="size-6" />}>
            This link has already been used or canceled.
          </CardHeading>
          <CardAction href="/login">Log in</CardAction>
        </>
      );
    case "taken":
      return (
        <>
          <CardHeading
            title="Email address already in use"
            icon={<ErrorIcon className="size-6" />}
            tone="warning"
          >
            Another account now uses this address. Nothing was changed.
          </CardHeading>
          <CardAction href="/account/email">Choose another address</CardAction>
        </>
      );
    case "unavailable":
      return (
        <CardHeading title="Something went wrong" icon={<ErrorIcon className="size-6" />} tone="warning">
          We couldn't process this link because of a problem on our end. Open it again in a moment.
        </CardHeading>
      );
    case "unknown":
      return (
        <>
          <CardHeading
            title="This link is no longer valid"
            icon={<ErrorIcon className="size-6" />}
            tone="warning"
          >
            It may have expired, been replaced by a newer one, or been copied incompletely.
          </CardHeading>
          {fallback && <CardAction href={fallback.href}>{fallback.text}</CardAction>}
        </>
      );
  }
}
