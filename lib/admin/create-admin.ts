import "@/lib/passwords/common-passwords";
import { recordEvent } from "@/lib/audit/record-event";
import { hashPassword, verifyPassword } from "@/lib/crypto/password";
import { db, isUniqueViolation } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import { discardUnprovenRegistration } from "@/lib/passwords/discard-unproven-registration";
import { usernameSkeleton } from "@/lib/registration/username-skeleton";
import { err, ok, type Result } from "@/lib/result";
import { canonicalEmail, emailField } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { registerFormSchema } from "@/lib/schemas/register-form";
import { canonicalUsername, normalizeUsername } from "@/lib/schemas/username";

/** Whether the account was created, or existed and was given the role. */
export type CreatedAdmin = { outcome: "created" | "promoted" };

// Recorded without a client, because the command runs on the server. The database itself records changes of role.
const ADMIN_ROLE = { role: "admin" };

// The command runs in a process of its own, so that nobody else waits for its threads.
const BY_COMMAND = { standing: "known", purpose: "account", account: "command", client: "command" } as const;

type AdminInput = { username: string; email: string; password: string };

/**
 * Creates an admin with a verified email address. A verified account with that email address gets the role
 * and keeps its password. An unverified account also gets the new password and loses what was begun with it, because
 * someone else may have registered it.
 *
 * @param input validated like a registration
 */
export async function createAdmin(input: AdminInput): Promise<Result<CreatedAdmin>> {
  const parsedEmail = emailField.safeParse(input.email);
  const verified = await db().user.findFirst({
    where: {
      emailCanonical: canonicalEmail(parsedEmail.success ? parsedEmail.data : ""),
      emailVerified: true,
    },
    select: { id: true, role: true },
  });
  if (verified) {
    // The database revokes the sessions of an account whose role changes.
    if (verified.role !== "admin")
      await db().user.updateMany({ where: { id: verified.id }, data: { role: "admin" } });
    return ok({ outcome: "promoted" });
  }

  const parsed = registerFormSchema.safeParse({ ...input, password2: input.password });
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { username, email, password } = parsed.data;
  const emailCanonical = canonicalEmail(email);
  const admin = {
    role: "admin",
    emailVerified: true,
    ...(await hashPassword(password, BY_COMMAND)),
  } as const;
  // A reserved username is allowed here: whoever runs this command speaks for the service.
  const names = {
    username: normalizeUsername(username),
    usernameCanonical: canonicalUsername(username),
    usernameSkeleton: usernameSkeleton(username),
  };
  try {
    await db().$transaction(async (transaction) => {
      const unverified = await transaction.user.findUnique({
        where: { emailCanonical },
        select: { id: true },
      });
      if (unverified) {
        await lockUser(transaction, unverified.id);
        await discardUnprovenRegistration(transaction, unverified.id);
      }
      const { id: userId } = await transaction.user.upsert({
        where: { emailCanonical },
        create: { ...names, email, emailCanonical, ...admin, profile: { create: {} } },
        update: admin,
        select: { id: true },
      });
      if (!unverified)
        await recordEvent(
          transaction,
          { userId, ipAddress: "" },
          "privilege_permissions_changed",
          ADMIN_ROLE,
        );
    });
    return ok({ outcome: "created" });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return err({ code: "invalid", errors: { username: ["username_taken"] } });
  }
}

/** Returns whether the account with this email address has this password. */
export async function hasPassword(email: string, password: string): Promise<boolean> {
  const user = await db().user.findUnique({
    where: { emailCanonical: canonicalEmail(email) },
    select: { passwordHash: true, passwordPepper: true },
  });
  return verifyPassword(password, user ?? undefined, BY_COMMAND);
}
