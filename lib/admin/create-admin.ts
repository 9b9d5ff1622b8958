import "@/lib/passwords/common-passwords";
import { hashPassword, verifyPassword } from "@/lib/crypto/password";
import { db, isUniqueViolation } from "@/lib/database/client";
import { err, ok, type Result } from "@/lib/result";
import { canonicalEmail, emailField } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { registerFormSchema } from "@/lib/schemas/register";
import { canonicalUsername, normalizeUsername } from "@/lib/schemas/username";

/** What became of it: a new account, or one that was there and has the role now. */
export type CreatedAdmin = { outcome: "created" | "promoted" };

// Written down as done on the server itself: no client took part. A change of role the database writes down.
const MADE = { event: "privilege_permissions_changed", details: { role: "admin" } };

type AdminInput = { username: string; email: string; password: string };

/**
 * Makes an admin whose address counts as verified. A verified account with that address gets the
 * role and keeps its password. An unverified one gets the password too: whoever registered it may
 * have been somebody else.
 *
 * @param input under the rules of a registration
 */
export async function createAdmin(input: AdminInput): Promise<Result<CreatedAdmin>> {
  const address = emailField.safeParse(input.email);
  const known = await db().user.findFirst({
    where: { emailCanonical: canonicalEmail(address.success ? address.data : ""), emailVerified: true },
    select: { id: true, role: true },
  });
  if (known) {
    // A session that was opened as something else is none of an admin's: the database ends it.
    if (known.role !== "admin")
      await db().user.updateMany({ where: { id: known.id }, data: { role: "admin" } });
    return ok({ outcome: "promoted" });
  }

  const parsed = registerFormSchema.safeParse({ ...input, password2: input.password });
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { username, email, password } = parsed.data;
  const emailCanonical = canonicalEmail(email);
  const admin = { role: "admin", emailVerified: true, ...(await hashPassword(password)) } as const;
  const names = { username: normalizeUsername(username), usernameCanonical: canonicalUsername(username) };
  try {
    await db().user.upsert({
      where: { emailCanonical },
      create: {
        ...names,
        email,
        emailCanonical,
        ...admin,
        profile: { create: {} },
        auditEvents: { create: MADE },
      },
      update: admin,
      select: { id: true },
    });
    return ok({ outcome: "created" });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return err({ code: "invalid", errors: { username: ["Username already taken."] } });
  }
}

/** Whether an account has this password. */
export async function hasPassword(email: string, password: string): Promise<boolean> {
  const user = await db().user.findUnique({
    where: { emailCanonical: canonicalEmail(email) },
    select: { passwordHash: true, passwordPepper: true },
  });
  return verifyPassword(password, user ?? undefined);
}
