import { PageHeading } from "./page-heading";
import { TextLink } from "./text-link";

type LinkProblemProps = {
  reason: "used" | "unknown" | "taken" | "unavailable";
  /** Where another link is to be had. */
  again?: string | undefined;
};

/** Says why a link of a mail does nothing, and offers what helps. */
export function LinkProblem({ reason, again }: LinkProblemProps) {
  switch (reason) {
    case "used":
      return (
        <PageHeading title="This link was already used">
          It works once. <TextLink href="/login">Log in</TextLink>
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
          {again && <TextLink href={again}>Ask for a new one</TextLink>}
        </PageHeading>
      );
  }
}
