import { Alert } from "@/components/ui/alert";
import type { Delivery } from "@/lib/mail/delivery";
import type { DomainProblem } from "@/lib/mail/email-domain";

const NOTES: Partial<Record<Delivery, string>> = {
  queued: "We're sending the email.",
  sending: "We're sending the email.",
  sent: "The email is on its way. It can take a minute to arrive.",
  delivered: "The email was delivered to your mailbox.",
};

const DOMAIN_WARNINGS: Record<DomainProblem, { title: string; text: string }> = {
  unreachable: {
    title: "This address may not exist",
    text: "Its domain receives no email. Check the address for typing errors, and use another one if it is wrong.",
  },
  disposable: {
    title: "This address may not last",
    text: "You need it to reset your password and to hear of new logins. Use one that you keep.",
  },
};

type DeliveryNoteProps = {
  state: Delivery | undefined;
  /** What is wrong with the domain of the address, if that is known. */
  domainProblem: DomainProblem | undefined;
};

/** Returns whether an email in this state never arrives. */
export const isUndeliverable = (state: Delivery | undefined) => state === "bounced" || state === "failed";

/** Tells what became of the email, and what to do if it can't be delivered. */
export function DeliveryNote({ state, domainProblem }: DeliveryNoteProps) {
  if (isUndeliverable(state)) {
    return (
      <Alert tone="warning" className="mb-5" title="We couldn't deliver the email">
        Check the address for typing errors, and enter the right one below.
      </Alert>
    );
  }
  if (state === "complained") {
    return (
      <Alert tone="warning" className="mb-5" title="Our email was marked as spam">
        We won't send another one to this address. Use the one in your spam folder, or another address.
      </Alert>
    );
  }
  if (state === "unknown") {
    return (
      <Alert tone="warning" className="mb-5" title="We don't know whether the email arrived">
        Check your mailbox and your spam folder. If it isn't there, resend the email.
      </Alert>
    );
  }
  if (domainProblem) {
    const { title, text } = DOMAIN_WARNINGS[domainProblem];
    return (
      <Alert tone="warning" className="mb-5" title={title}>
        {text}
      </Alert>
    );
  }
  const note = state && NOTES[state];
  return note ? (
    <p className="mb-4 text-center text-sm leading-6 text-muted" role="status">
      {note}
    </p>
  ) : null;
}
