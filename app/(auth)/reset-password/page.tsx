import type { Metadata } from "next";
import { InvalidLink, REQUEST_RESET_LINK } from "@/components/layout/invalid-link";
import { PageHeading } from "@/components/layout/page-heading";
import { unavailable } from "@/lib/observability/log";
import { findUsableToken } from "@/lib/tokens/consume-token";
import { ResetPasswordForm } from "./reset-password-form";

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false } };

type ResetPasswordPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** Opening this page changes nothing: mail scanners open every link. */
export default async function ResetPasswordPage({ searchParams }: ResetPasswordPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const found = await findUsableToken("reset-password", text).catch((error) => unavailable(error).failure);
  if ("code" in found) return <InvalidLink reason={found.code} fallback={REQUEST_RESET_LINK} />;
  return (
    <>
      <PageHeading title="Choose a new password">
        For <strong className="font-semibold wrap-anywhere text-ink">{found.username}</strong>. You are logged
        out everywhere, and log in with the new one.
      </PageHeading>
      <ResetPasswordForm token={text} owner={{ username: found.username, email: found.email }} />
    </>
  );
}
