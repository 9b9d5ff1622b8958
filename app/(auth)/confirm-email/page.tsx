import type { Metadata } from "next";
import { TokenConfirmForm } from "@/components/forms/token-confirm-form";
import { CardHeading, Name } from "@/components/layout/card-heading";
import { InvalidLink, linkProblem } from "@/components/layout/invalid-link";
import { getEmailChange, mayConfirm } from "@/lib/account/get-email-change";
import { withinPageTime } from "@/lib/database/client";
import { setFailureStatus } from "@/lib/http/page-status";
import { unavailable } from "@/lib/observability/log";
import { ownViewer } from "@/lib/sessions/current-user";
import { confirmEmailChangeAction } from "./actions";
import { LoginStep } from "./login-step";

export const metadata: Metadata = { title: "Confirm your new email address", robots: { index: false } };

const REQUEST_LINK = { href: "/account/email", text: "Request a new link" };

type ConfirmEmailPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. */
export default async function ConfirmEmailPage({ searchParams }: ConfirmEmailPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await withinPageTime(getEmailChange("confirm-email-change", text)).catch(unavailable);
  if (!result.ok) {
    await setFailureStatus(result.failure);
    return <InvalidLink reason={linkProblem(result.failure.code)} fallback={REQUEST_LINK} />;
  }
  const user = await ownViewer();
  if (!mayConfirm(result.value, user?.id)) {
    return <LoginStep token={text} change={result.value} otherUsername={user?.username} />;
  }
  const { username, newEmail } = result.value;
  return (
    <TokenConfirmForm
      fallback={REQUEST_LINK}
      token={text}
      action={confirmEmailChangeAction}
      button="Confirm new email"
      pendingText="Confirming…"
    >
      <CardHeading title="Confirm your new email address">
        Use <Name>{newEmail}</Name> to log in to <Name>{username}</Name> from now on.
      </CardHeading>
    </TokenConfirmForm>
  );
}
