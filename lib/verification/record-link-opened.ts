import { db } from "@/lib/database/client";
import { describeError, log } from "@/lib/observability/log";

/**
 * Notes when the link in a verification email is opened for the first time, for the statistics. It proves nothing:
 * mail scanners open links too. If it fails, the page is shown all the same.
 */
export async function recordLinkOpened(emailId: string): Promise<void> {
  try {
    await db().$executeRaw`
      UPDATE outbox_emails SET link_opened_at = now() WHERE id = ${emailId}::uuid AND link_opened_at IS NULL`;
  } catch (error) {
    log.warn({ event: "link_opening_not_recorded", error: describeError(error), emailId });
  }
}
