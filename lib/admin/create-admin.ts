import "@/lib/passwords/common-passwords";
import { hashPassword, verifyPassword } from "@/lib/crypto/password";
import { db, isUniqueViolation } from "@/lib/database/client";
import { usernameSkeleton } from "@/lib/registration/username-skeleton";
import { err, ok, type Result } from "@/lib/result";
import { canonicalEmail, emailField } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { registerFormSchema } from "@/lib/schemas/register-form";
import { canonicalUsername, normalizeUsername } from "@/lib/schemas/username";

/** Whether the account was created, or existed and was given the role. */
export type CreatedAdmin = { outcome: "created" | "promoted" };

// Recorded without a client, because the command runs on the server. The database itself records changes of role.
const ADMIN_CREATED = { event: "privilege_permissions_changed", details: { role: "admin" } };

type AdminInput = { username: string; email: string; password: string };

/**
 * Creates an admin with a verified email address. A verified account with that email address gets the role
 * and keeps its password. An unverified account also gets the new password, because someone else may have
 * registered it.
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
  const admin = { role: "admin", emailVerified: true, ...(await hashPassword(password)) } as const;
  // A reserved username is allowed here: whoever runs this command speaks for the service.
  const names = {
    username: normalizeUsername(username),
    usernameCanonical: canonicalUsername(username),
    usernameSkeleton: usernameSkeleton(username),
  };
  try {
    await db().user.upsert({
      where: { emailCanonical },
      create: {
        ...names,
        email,
        emailCanonical,
        ...admin,
        profile: { create: {} },
        auditEvents: { create: ADMIN_CREATED },
      },
      update: admin,
      select: { id: true },
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
  return verifyPassword(password, user ?? undefined);
}
