import type { Metadata } from "next";
import { TokenConfirmForm } from "@/components/forms/token-confirm-form";
import { CardHeading } from "@/components/layout/card-heading";
import { InvalidLink, linkProblem } from "@/components/layout/invalid-link";
import { LocalDate } from "@/components/ui/local-date";
import { withinPageTime } from "@/lib/database/client";
import { setFailureStatus } from "@/lib/http/page-status";
import { unavailable } from "@/lib/observability/log";
import { findResetToCancel } from "@/lib/two-factor/pending-reset";
import { cancelResetAction } from "./actions";

export const metadata: Metadata = { title: "Cancel the reset", robots: { index: false } };

const LOG_IN = { href: "/login", text: "Log in" };

type CancelResetPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. */
export default async function CancelResetPage({ searchParams }: CancelResetPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await withinPageTime(findResetToCancel(text)).catch(unavailable);
  if (!result.ok) {
    await setFailureStatus(result.failure);
    return <InvalidLink reason={linkProblem(result.failure.code)} fallback={LOG_IN} />;
  }
  const { username, until } = result.value;
  return (
    <TokenConfirmForm
      fallback={LOG_IN}
      token={text}
      action={cancelResetAction}
      button="Cancel the reset"
      pendingText="Canceling…"
    >
      <CardHeading title="Cancel the reset">
        Two-factor authentication of{" "}
        <strong className="font-semibold wrap-anywhere text-ink">{username}</strong> will be turned off on{" "}
        <LocalDate dateTime={until.toISOString()} />. If you didn't ask for this, cancel it and change your
        password.
      </CardHeading>
    </TokenConfirmForm>
  );
}
