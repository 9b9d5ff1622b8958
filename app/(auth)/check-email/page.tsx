import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CardAction, CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { UnavailableCard } from "@/components/layout/unavailable";
import { MailIcon } from "@/components/ui/icons";
import { hidesAccounts } from "@/lib/config/enumeration";
import { env } from "@/lib/config/env";
import { withinPageTime } from "@/lib/database/client";
import { readClaimCookie, readPendingEmail } from "@/lib/http/cookies";
import { setFailureStatus } from "@/lib/http/page-status";
import { findDomainProblem } from "@/lib/mail/email-domain";
import { mailboxLink } from "@/lib/mail/mailbox-link";
import { isSuppressed } from "@/lib/mail/suppression-list";
import { unavailable } from "@/lib/observability/log";
import { ok } from "@/lib/result";
import { canonicalEmail } from "@/lib/schemas/email";
import { suggestEmail } from "@/lib/schemas/suggest-email";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";
import { findClaimedUser, verificationDelivery } from "@/lib/verification/find-claimed-user";
import { secondsUntilResend } from "@/lib/verification/resend-verification";
import { ChangeAddress } from "./change-address";
import { CodeForm } from "./code-form";
import { DeliveryNote, isUndeliverable } from "./delivery-note";
import { ResendForm } from "./resend-form";
import { VerificationWatch } from "./verification-watch";

export const metadata: Metadata = { title: "Check your email" };

export default async function CheckEmailPage() {
  const read = await withinPageTime(readRegistration()).then(ok, unavailable);
  if (!read.ok) {
    await setFailureStatus(read.failure);
    return <UnavailableCard />;
  }
  const { email, claimed, delivery, canResend, waitSeconds } = read.value;
  if (!email) redirect("/resend-verification");
  if (claimed?.emailVerified) redirect("/verify-email/done");
  const isClaimed = claimed !== undefined;
  const domainProblem = isClaimed ? await findDomainProblem(email) : undefined;
  const isLost = isUndeliverable(delivery);
  const isSpam = delivery === "complained";
  const mailbox = mailboxLink(email, env().MAIL_FROM);
  const suggestion = suggestEmail(email);
  const address = <strong className="font-semibold wrap-anywhere text-ink">{email}</strong>;
  const resendForm = <ResendForm email={email} waitSeconds={waitSeconds} renderedAt={Date.now()} />;
  return (
    <>
      <CardHeading
        title={isLost ? "Check your email address" : "Check your email"}
        icon={<MailIcon className="size-6" />}
        tone={isLost ? "warning" : "neutral"}
      >
        {isLost && <>We sent the email to {address}.</>}
        {isClaimed && !isLost && (
          <>
            Enter the code from the email to {address}, or click the link in it. Both expire in{" "}
            {TOKEN_HOURS["verify-email"]} hours.
            {hidesAccounts() && " If the address already has an account, the email says so."}
          </>
        )}
        {!isClaimed && (
          <>
            Open the email to {address} and click the verification link. The link expires in{" "}
            {TOKEN_HOURS["verify-email"]} hours.
          </>
        )}
      </CardHeading>
      {isClaimed && <DeliveryNote state={delivery} domainProblem={domainProblem} />}
      {isClaimed && !isLost && <CodeForm email={email} />}
      {!isLost && (
        <div className={isClaimed ? "mt-5 space-y-3" : "space-y-3"}>
          {mailbox && (
            <CardAction href={mailbox.url} target="_blank" rel="noopener noreferrer" variant="secondary">
              Open {mailbox.provider}
            </CardAction>
          )}
          {canResend && resendForm}
        </div>
      )}
      <CardFooter hasLine={!isLost}>
        {isClaimed && <VerificationWatch delivery={delivery} isLost={isLost} />}
        {!isLost && !isSpam && (
          <p>
            Didn't get it? Check your spam folder for an email from{" "}
            <span className="font-semibold wrap-anywhere text-ink">{env().MAIL_FROM}</span>.
            {!isClaimed &&
              !hidesAccounts() &&
              " We send it only if the address has an account that isn't verified yet."}
          </p>
        )}
        {isClaimed ? (
          <ChangeAddress
            suggestion={suggestion}
            isOpen={isLost || isSpam || domainProblem !== undefined}
            isMain={isLost}
          />
        ) : (
          <p>
            Signed up with another email address?{" "}
            <TextLink href="/resend-verification">Resend the email there</TextLink>
          </p>
        )}
        {isLost && (
          <>
            <p className="pt-3">
              {canResend
                ? "Is the address right? Your mailbox may be full, or may refuse our emails."
                : "Is the address right? We can't send another email there. Use a different address."}
            </p>
            {canResend && resendForm}
          </>
        )}
      </CardFooter>
    </>
  );
}

/**
 * Returns the address that awaits verification, the user who registered it if this browser did, what became of the email,
 * and whether another one can be requested, in how many seconds.
 */
async function readRegistration() {
  const user = await findClaimedUser(await readClaimCookie());
  // The claim lives longer, so that the code in the reminder can be typed here.
  const email = (await readPendingEmail()) ?? user?.email;
  if (!email) return { waitSeconds: 0 };
  const claimed = user && canonicalEmail(user.email) === canonicalEmail(email) ? user : undefined;
  const delivery = claimed && verificationDelivery(claimed);
  // No other one is sent to an address that bounced for good or reported spam.
  const canResend = delivery !== "complained" && !(isUndeliverable(delivery) && (await isSuppressed(email)));
  return {
    email,
    claimed,
    delivery,
    canResend,
    waitSeconds: await secondsUntilResend(email, claimed?.createdAt),
  };
}
