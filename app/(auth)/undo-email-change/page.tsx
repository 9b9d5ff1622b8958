import type { Metadata } from "next";

import { TokenConfirmForm } from "@/components/forms/token-confirm-form";
import { InvalidLink, RESET_PASSWORD_LINK } from "@/components/layout/invalid-link";
import { PageHeading } from "@/components/layout/page-heading";
import { getEmailChange } from "@/lib/account/change-email";
import { unavailable } from "@/lib/observability/log";
import { undoEmailChangeAction } from "./actions";

export const metadata: Metadata = { title: "Take your address back", robots: { index: false } };

type UndoEmailChangePageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** Opening this page changes nothing: mail scanners open every link. */
export default async function UndoEmailChangePage({ searchParams }: UndoEmailChangePageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await getEmailChange("undo-email-change", text).catch(unavailable);
  if (!result.ok)
    return <InvalidLink reason={problemOf(result.failure.code)} fallback={RESET_PASSWORD_LINK} />;
  const { username, newEmail } = result.value;
  return (
    <TokenConfirmForm
      fallback={RESET_PASSWORD_LINK}
      token={text}
      action={undoEmailChangeAction}
      button="Take my address back"
      pendingText="Working…"
    >
      <PageHeading title="Take this address back?">
        The account <strong className="font-semibold wrap-anywhere text-ink">{username}</strong> has the
        address <strong className="font-semibold wrap-anywhere text-ink">{newEmail}</strong> now. If that was
        not you, take yours back: everybody is logged out, and you choose a new password.
      </PageHeading>
    </TokenConfirmForm>
  );
}

function problemOf(code: string) {
  return code === "used" || code === "unknown" ? code : "unavailable";
}
