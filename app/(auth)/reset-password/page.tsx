import type { Metadata } from "next";
import { CardHeading } from "@/components/layout/card-heading";
import { InvalidLink, REQUEST_RESET_LINK } from "@/components/layout/invalid-link";
import { withinPageTime } from "@/lib/database/client";
import { setFailureStatus } from "@/lib/http/page-status";
import { unavailable } from "@/lib/observability/log";
import { findUsableToken } from "@/lib/tokens/consume-token";
import { ResetPasswordForm } from "./reset-password-form";

export const metadata: Metadata = { title: "Reset your password", robots: { index: false } };

type ResetPasswordPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. */
export default async function ResetPasswordPage({ searchParams }: ResetPasswordPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const found = await withinPageTime(findUsableToken("reset-password", text)).catch(
    (error) => unavailable(error).failure,
  );
  if ("code" in found) {
    await setFailureStatus(found);
    return <InvalidLink reason={found.code} fallback={REQUEST_RESET_LINK} />;
  }
  return (
    <>
      <CardHeading title="Reset your password">
        Choose a new password for{" "}
        <strong className="font-semibold wrap-anywhere text-ink">{found.username}</strong>. You'll be logged
        out on all devices.
      </CardHeading>
      <ResetPasswordForm token={text} owner={{ username: found.username, email: found.email }} />
    </>
  );
}
