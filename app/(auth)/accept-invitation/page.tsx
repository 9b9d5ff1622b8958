import type { Metadata } from "next";
import { CardHeading } from "@/components/layout/card-heading";
import { InvalidLink, REQUEST_RESET_LINK } from "@/components/layout/invalid-link";
import { withinPageTime } from "@/lib/database/client";
import { setFailureStatus } from "@/lib/http/page-status";
import { unavailable } from "@/lib/observability/log";
import { findUsableToken } from "@/lib/tokens/consume-token";
import { ResetPasswordForm } from "../reset-password/reset-password-form";
import { acceptInvitationAction } from "./actions";

export const metadata: Metadata = { title: "Accept your invitation", robots: { index: false } };

type AcceptInvitationPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. */
export default async function AcceptInvitationPage({ searchParams }: AcceptInvitationPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const found = await withinPageTime(findUsableToken("accept-invitation", text)).catch(
    (error) => unavailable(error).failure,
  );
  if ("code" in found) {
    await setFailureStatus(found);
    return <InvalidLink reason={found.code} fallback={REQUEST_RESET_LINK} />;
  }
  const { username, email } = found;
  return (
    <>
      <CardHeading title="Accept your invitation">
        Set a password for your account{" "}
        <strong className="font-semibold wrap-anywhere text-ink">{username}</strong>. You log in with{" "}
        <span className="wrap-anywhere">{email}</span>.
      </CardHeading>
      <ResetPasswordForm token={text} owner={{ username, email }} action={acceptInvitationAction} isFirst />
    </>
  );
}
