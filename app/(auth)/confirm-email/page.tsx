import type { Metadata } from "next";

import { TokenConfirmForm } from "@/components/forms/token-confirm-form";
import { InvalidLink } from "@/components/layout/invalid-link";
import { PageHeading } from "@/components/layout/page-heading";
import { getEmailChange } from "@/lib/account/change-email";
import { unavailable } from "@/lib/observability/log";
import { confirmEmailChangeAction } from "./actions";

export const metadata: Metadata = { title: "Confirm your new email", robots: { index: false } };

const REQUEST_LINK = { href: "/account/email", text: "Ask for a new one" };

type ConfirmEmailPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** Opening this page changes nothing: mail scanners open every link. */
export default async function ConfirmEmailPage({ searchParams }: ConfirmEmailPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await getEmailChange("confirm-email-change", text).catch(unavailable);
  if (!result.ok) return <InvalidLink reason={problemOf(result.failure.code)} fallback={REQUEST_LINK} />;
  const { username, newEmail } = result.value;
  return (
    <TokenConfirmForm
      fallback={REQUEST_LINK}
      token={text}
      action={confirmEmailChangeAction}
      button="Confirm new email"
      pendingText="Confirming…"
    >
      <PageHeading title="Is this your new address?">
        <strong className="font-semibold wrap-anywhere text-ink">{username}</strong> wants to log in with{" "}
        <strong className="font-semibold wrap-anywhere text-ink">{newEmail}</strong> from now on. If that is
        you, confirm it.
      </PageHeading>
    </TokenConfirmForm>
  );
}

function problemOf(code: string) {
  return code === "used" || code === "unknown" ? code : "unavailable";
}
