import type { Metadata } from "next";
import type { ReactNode } from "react";
import { CardAction, CardHeading, Name } from "@/components/layout/card-heading";
import { logoutAction } from "@/components/layout/logout-action";
import { Button } from "@/components/ui/button";
import { CheckCircleIcon } from "@/components/ui/icons";
import { withinPageTime } from "@/lib/database/client";
import { readClaimCookie } from "@/lib/http/cookies";
import { viewer } from "@/lib/sessions/current-user";
import { findClaimedUser } from "@/lib/verification/find-claimed-user";

export const metadata: Metadata = { title: "Email verified" };

type EmailVerifiedPageProps = {
  searchParams: Promise<{
    /** The ID of the user whose email was verified here, if that didn't log this browser in. */
    account?: string | string[];
  }>;
};

export default async function EmailVerifiedPage({ searchParams }: EmailVerifiedPageProps) {
  const { account } = await searchParams;
  const current = await viewer();
  if (current.state !== "logged_in") {
    return (
      <>
        <Heading>Your account is ready. Log in to continue.</Heading>
        {/* The address is known if this browser has registered it. */}
        <CardAction href={account ? "/login" : "/login?verified=1"}>Log in</CardAction>
      </>
    );
  }
  const { id, username } = current.user;
  const verifiedId = account ?? (await verifiedElsewhere());
  if (verifiedId !== undefined && verifiedId !== id) {
    return (
      <>
        <Heading>
          Your new account is ready. You're logged in as <Name>{username}</Name>.
        </Heading>
        <form action={logoutAction}>
          <Button type="submit" wide>
            Log out and switch account
          </Button>
        </form>
      </>
    );
  }
  return (
    <>
      <Heading>Your account is ready, and you're logged in.</Heading>
      <CardAction href="/account">Go to your account</CardAction>
    </>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return (
    <CardHeading title="Email verified" icon={<CheckCircleIcon className="size-6" />} tone="success">
      {children}
    </CardHeading>
  );
}

/** Returns the ID of the user who registered in this browser, if their email was verified on another device. */
async function verifiedElsewhere(): Promise<string | undefined> {
  const claimed = await withinPageTime(findClaimedUser(await readClaimCookie())).catch(() => undefined);
  return claimed?.emailVerified ? claimed.id : undefined;
}
