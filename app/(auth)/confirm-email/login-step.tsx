import { CardAction, CardFooter, CardHeading, Name } from "@/components/layout/card-heading";
import { logoutAction } from "@/components/layout/logout-action";
import { Button } from "@/components/ui/button";
import type { EmailChangeLink } from "@/lib/account/get-email-change";
import { loginPath } from "@/lib/http/redirect-path";

type LoginStepProps = {
  token: string;
  change: EmailChangeLink;
  /** Who is logged in, if anybody is. */
  otherUsername: string | undefined;
};

/** Asks whoever opened the link to log in to the account that the change belongs to. */
export function LoginStep({ token, change: { username, newEmail }, otherUsername }: LoginStepProps) {
  const path = `/confirm-email?token=${encodeURIComponent(token)}`;
  return (
    <>
      <CardHeading title="Log in to confirm your new email address">
        To use <Name>{newEmail}</Name> for the account <Name>{username}</Name>, log in to it with its current
        email address.
        {otherUsername && (
          <>
            {" "}
            You're logged in as <Name>{otherUsername}</Name>.
          </>
        )}
      </CardHeading>
      {otherUsername ? (
        <form action={logoutAction}>
          <input type="hidden" name="next" value={path} />
          <Button type="submit" wide>
            Log out and switch account
          </Button>
        </form>
      ) : (
        <CardAction href={loginPath(path)}>Log in</CardAction>
      )}
      <CardFooter>Didn't request this change? Close this page, and nothing changes.</CardFooter>
    </>
  );
}
