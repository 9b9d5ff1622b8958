import { deleteScheduledAccounts } from "@/lib/account/delete-account";
import { deleteOldBulkJobs } from "@/lib/admin/delete-old-bulk-jobs";
import { writeCheckpoint } from "@/lib/audit/checkpoint";
import { endAuditRetention } from "@/lib/audit/end-retention";
import { inngest } from "@/lib/jobs/client";
import { endUnfinishedLogins } from "@/lib/login/end-unfinished-logins";
import { liftEndedSuspensions } from "@/lib/login/lift-ended-suspensions";
import { deleteOldNoAccountEmails } from "@/lib/mail/queue-no-account";
import { deleteExpiredKeys } from "@/lib/registration/idempotency-keys";
import { endExpiredImpersonations } from "@/lib/sessions/impersonation";
import { deleteExpiredSessions } from "@/lib/sessions/session-lifetimes";
import { completeResets, remindOfResets } from "@/lib/two-factor/pending-reset";
import { deleteUnverifiedAccounts, sendVerificationReminders } from "@/lib/verification/unverified-accounts";

const EVERY_HOUR = "7 * * * *";
const MAX_BATCHES = 100;

/**
 * Repeats a task that processes a limited number of rows until none are left.
 *
 * @returns the total number of rows
 */
async function untilDone(processBatch: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const count = await processBatch();
    if (count === 0) break;
    total += count;
  }
  return total;
}

/**
 * Creates the hourly job that sends verification reminders and deletes unverified accounts, accounts that are scheduled
 * for deletion, and expired idempotency keys, sessions, pending logins, audit events, results of bulk jobs and emails to
 * addresses without an account, that completes resets of second factors, that lifts suspensions and ends impersonations
 * that are over, and that writes a checkpoint of the audit log.
 */
export const cleanUp = () =>
  inngest().createFunction({ id: "clean-up", triggers: [{ cron: EVERY_HOUR }] }, async ({ step }) => ({
    reminded: await step.run("remind-unverified", () => untilDone(sendVerificationReminders)),
    removed: await step.run("remove-unverified", () => untilDone(deleteUnverifiedAccounts)),
    deleted: await step.run("remove-deleted", () => untilDone(deleteScheduledAccounts)),
    reactivated: await step.run("suspensions", () => untilDone(liftEndedSuspensions)),
    keys: await step.run("idempotency-keys", () => deleteExpiredKeys()),
    impersonations: await step.run("impersonations", endExpiredImpersonations),
    sessions: await step.run("sessions", deleteExpiredSessions),
    resetReminders: await step.run("remind-two-factor-resets", () => untilDone(remindOfResets)),
    resets: await step.run("two-factor-resets", () => untilDone(completeResets)),
    auditEvents: await step.run("end-audit-retention", () => untilDone(endAuditRetention)),
    checkpoints: await step.run("audit-checkpoint", writeCheckpoint),
    emailsWithoutAccount: await step.run("emails-without-account", deleteOldNoAccountEmails),
    logins: await step.run("pending-logins", () => untilDone(endUnfinishedLogins)),
    bulkJobRows: await step.run("bulk-jobs", () => untilDone(deleteOldBulkJobs)),
  }));
