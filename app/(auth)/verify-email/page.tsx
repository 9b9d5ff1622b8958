import type { Metadata } from "next";
import { CardHeading } from "@/components/layout/card-heading";
import { setFailureStatus } from "@/lib/http/page-status";
import { unavailable } from "@/lib/observability/log";
import { getVerification } from "@/lib/verification/verify-email";
import { InvalidVerificationLink } from "./invalid-verification-link";
import { VerifyEmailForm } from "./verify-email-form";

export const metadata: Metadata = { title: "Verify your email address", robots: { index: false } };

type VerifyEmailPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. Only the button verifies the email. */
export default async function VerifyEmailPage({ searchParams }: VerifyEmailPageProps) {
  const { token } = await searchParams;
  const result = await getVerification(typeof token === "string" ? token : "").catch(unavailable);
  if (!result.ok || typeof token !== "string") {
    if (!result.ok) await setFailureStatus(result.failure);
    return <InvalidVerificationLink reason={result.ok ? "unknown" : result.failure.code} />;
  }
  const { username, email } = result.value;
  return (
    <VerifyEmailForm token={token}>
      <CardHeading title="Verify your email address">
        Confirm that <strong className="font-semibold wrap-anywhere text-ink">{email}</strong> is your email
        address to finish setting up{" "}
        <strong className="font-semibold wrap-anywhere text-ink">{username}</strong>.
      </CardHeading>
    </VerifyEmailForm>
  );
}
