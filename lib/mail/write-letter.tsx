import { render } from "@react-email/components";
import VerifyEmail, {
  type VerifyEmailProps,
  verifyEmailSubject,
  verifyEmailText,
} from "../../emails/verify-email";
import { VERIFICATION_HOURS, verificationToken } from "../auth/verification-token";
import { env } from "../env";
import { deliverableEmail } from "../schemas/email";
import type { OutgoingMail } from "./outgoing";
import type { Letter } from "./provider";

/** The token in a mail; alike each time that it is asked for. */
export function tokenIn(mail: OutgoingMail): string {
  return verificationToken(mail.id);
}

/** Writes a mail: the very same letter each time, or the provider would take a repetition for another mail. */
export async function writeLetter(mail: OutgoingMail): Promise<Letter> {
  const { APP_URL, SUPPORT_EMAIL } = env();
  const props: VerifyEmailProps = {
    username: mail.user.username,
    link: `${APP_URL}/verify-email?token=${tokenIn(mail)}`,
    expiryHours: VERIFICATION_HOURS,
    supportEmail: SUPPORT_EMAIL,
    year: mail.createdAt.getUTCFullYear(),
  };
  return {
    to: deliverableEmail(mail.recipient),
    subject: verifyEmailSubject,
    html: await render(<VerifyEmail {...props} />),
    text: verifyEmailText(props),
  };
}
