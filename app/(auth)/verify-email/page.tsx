import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { unavailable } from "@/lib/observability/log";
import { getVerification } from "@/lib/verification/verify-email";
import { UnusableLink } from "./unusable-link";
import { VerifyEmailForm } from "./verify-email-form";

export const metadata: Metadata = { title: "Verify your email", robots: { index: false } };

type VerifyEmailPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** Opening this page changes nothing, because mail scanners open every link; pressing its button does. */
export default async function VerifyEmailPage({ searchParams }: VerifyEmailPageProps) {
  const { token } = await searchParams;
  const result = await getVerification(typeof token === "string" ? token : "").catch(unavailable);
  if (!result.ok || typeof token !== "string") {
    return <UnusableLink reason={result.ok ? "unknown" : result.failure.code} />;
  }
  const { username, email } = result.value;
  return (
    <VerifyEmailForm token={token}>
      <PageHeading title="Is this your address?">
        <strong className="font-semibold wrap-anywhere text-ink">{username}</strong> registered with{" "}
        <strong className="font-semibold wrap-anywhere text-ink">{email}</strong>. If that was you, verify it
        now.
      </PageHeading>
    </VerifyEmailForm>
  );
}
