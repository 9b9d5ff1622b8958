import type { Metadata } from "next";
import { TokenConfirmForm } from "@/components/forms/token-confirm-form";
import { CardHeading } from "@/components/layout/card-heading";
import { InvalidLink, linkProblem } from "@/components/layout/invalid-link";
import { LocalDate } from "@/components/ui/local-date";
import { withinPageTime } from "@/lib/database/client";
import { setFailureStatus } from "@/lib/http/page-status";
import { unavailable } from "@/lib/observability/log";
import { findResetToStart } from "@/lib/two-factor/pending-reset";
import { startResetAction } from "./actions";

export const metadata: Metadata = { title: "Reset two-factor authentication", robots: { index: false } };

const LOG_IN = { href: "/login", text: "Log in" };

type ResetTwoFactorPageProps = { searchParams: Promise<{ token?: string | string[] }> };

/** GET requests must not change anything: mail scanners open every link. */
export default async function ResetTwoFactorPage({ searchParams }: ResetTwoFactorPageProps) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await withinPageTime(findResetToStart(text)).catch(unavailable);
  if (!result.ok) {
    await setFailureStatus(result.failure);
    return <InvalidLink reason={linkProblem(result.failure.code)} fallback={LOG_IN} />;
  }
  const { username, until } = result.value;
  return (
    <TokenConfirmForm
      fallback={LOG_IN}
      token={text}
      action={startResetAction}
      button="Start the reset"
      pendingText="Starting…"
      variant="danger"
    >
      <CardHeading title="Reset two-factor authentication">
        All two-factor methods of <strong className="font-semibold wrap-anywhere text-ink">{username}</strong>{" "}
        will be removed on <LocalDate dateTime={until.toISOString()} />. Until then we remind you by email,
        and you can cancel it.
      </CardHeading>
    </TokenConfirmForm>
  );
}
