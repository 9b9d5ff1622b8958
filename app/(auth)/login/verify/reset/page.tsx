import type { Metadata } from "next";
import { CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { UnavailableCard } from "@/components/layout/unavailable";
import { env } from "@/lib/config/env";
import { withinPageTime } from "@/lib/database/client";
import { readPendingLogin } from "@/lib/http/cookies";
import { setFailureStatus } from "@/lib/http/page-status";
import { findPendingLogin } from "@/lib/login/pending-login";
import { formatDuration } from "@/lib/messages/duration";
import { unavailable } from "@/lib/observability/log";
import { ok } from "@/lib/result";
import { ExpiredLogin } from "../expired-login";
import { ResetForm } from "./reset-form";

export const metadata: Metadata = { title: "Reset two-factor authentication" };

const HOUR_SECONDS = 60 * 60;

/** What a person can do who lost every second factor. */
export default async function RequestResetPage() {
  const { MFA_RESET_DELAY_HOURS, SUPPORT_EMAIL } = env();
  const token = await readPendingLogin();
  if (!token) return <ExpiredLogin />;
  const read = await withinPageTime(findPendingLogin(token, "cookie")).then(ok, unavailable);
  if (!read.ok) {
    await setFailureStatus(read.failure);
    return <UnavailableCard />;
  }
  if (!read.value) return <ExpiredLogin />;
  return (
    <>
      <CardHeading title="Reset two-factor authentication">
        {MFA_RESET_DELAY_HOURS === 0
          ? `If you lost all your methods and recovery codes, contact ${SUPPORT_EMAIL}.`
          : `If you lost all your methods and recovery codes, we'll email you a link. ${formatDuration(MFA_RESET_DELAY_HOURS * HOUR_SECONDS)} after you use it, your password alone logs you in.`}
      </CardHeading>
      {MFA_RESET_DELAY_HOURS > 0 && <ResetForm />}
      <CardFooter>
        <TextLink href="/login/verify">Back to login</TextLink>
      </CardFooter>
    </>
  );
}
