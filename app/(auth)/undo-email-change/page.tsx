import type { Metadata } from "next";
import { TokenConfirmForm } from "@/components/forms/token-confirm-form";
import { CardHeading } from "@/components/layout/card-heading";
import { InvalidLink, linkProblem, RESET_PASSWORD_LINK } from "@/components/layout/invalid-link";
import { getEmailChange } from "@/lib/account/get-email-change";
import { withinPageTime } from "@/lib/database/client";
import { setFailureStatus } from "@/lib/http/page-status";
import { unavailable } from "@/lib/observability/log";
import { undoEmailChangeAction } from "./actions";

export const metadata: Metadata = { title: "Restore your email address", robots: { index: false } };

type UndoEmailChangePageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. */
export default async function UndoEmailChangePage({ searchParams }: UndoEmailChangePageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await withinPageTime(getEmailChange("undo-email-change", text)).catch(unavailable);
  if (!result.ok) {
    await setFailureStatus(result.failure);
    return <InvalidLink reason={linkProblem(result.failure.code)} fallback={RESET_PASSWORD_LINK} />;
  }
  const { username, newEmail } = result.value;
  return (
    <TokenConfirmForm
      fallback={RESET_PASSWORD_LINK}
      token={text}
      action={undoEmailChangeAction}
      button="Restore email address"
      pendingText="Restoring…"
      variant="danger"
    >
      <CardHeading title="Restore your email address">
        The email address for <strong className="font-semibold wrap-anywhere text-ink">{username}</strong> was
        changed to <strong className="font-semibold wrap-anywhere text-ink">{newEmail}</strong>. If you didn't
        do this, restore your old address. We'll log out all devices, disable your password and email you a
        link to set a new one.
      </CardHeading>
    </TokenConfirmForm>
  );
}
