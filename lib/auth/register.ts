import "./common-passwords";
import { hashPassword, type PasswordHash } from "../crypto/password";
import { PasswordQueueFullError } from "../crypto/password-workers";
import { db, isUniqueViolation } from "../db";
import { wakeMailDelivery } from "../jobs/wake-mail-delivery";
import { log } from "../log";
import { takeFromLimit } from "../rate-limit";
import type { RequestContext } from "../request";
import { type Failure, fail, type Result, succeed } from "../result";
import { canonicalEmail } from "../schemas/email";
import { type FieldErrors, fieldErrors } from "../schemas/field-errors";
import { type Registration, registerSchema } from "../schemas/register";
import { canonicalUsername, normalizeUsername } from "../schemas/username";
import { type SafeUser, safeUser } from "./safe-user";

const OVERLOAD_SECONDS = 5;

/**
 * Registers a person: user, profile, device and the waiting verification mail, all or none. Needs
 * the database alone; the mail goes out when everything that it needs is there.
 *
 * @param input what `registerSchema` describes, as it came from outside
 * @returns the new user, or every problem of every field, or when to come back
 */
export async function register(input: unknown, context: RequestContext): Promise<Result<SafeUser>> {
  const parsed = registerSchema.safeParse(input);
  if (!parsed.success) {
    const errors = fieldErrors(parsed.error);
    return fail({ code: "invalid", errors: { ...errors, ...(await takenAmongValid(input, errors)) } });
  }
  const registration = parsed.data;

  const retryAfterSeconds = await takeFromLimit("registration", context.client);
  if (retryAfterSeconds > 0) return fail({ code: "rate_limited", retryAfterSeconds });

  const hashed = await hashPassword(registration.password).catch(overloaded);
  if ("code" in hashed) return fail(hashed);

  try {
    const user = await create(registration, hashed);
    log.info({ event: "user_created", requestId: context.requestId, userId: user.id });
    wakeMailDelivery();
    await takeFromLimit("mail", canonicalEmail(user.email));
    return succeed(user);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return fail({ code: "invalid", errors: await takenFields(registration) });
  }
}

function create(
  { username, email, phone_number, device }: Registration,
  hashed: PasswordHash,
): Promise<SafeUser> {
  return db().user.create({
    data: {
      username: normalizeUsername(username),
      usernameCanonical: canonicalUsername(username),
      email,
      emailCanonical: canonicalEmail(email),
      phoneNumber: phone_number ?? "",
      ...hashed,
      profile: { create: {} },
      devices: {
        create: {
          fingerprintHash: device.fingerprint_hash,
          name: device.device_name,
          type: device.device_type,
          browser: device.browser ?? "",
          os: device.os ?? "",
        },
      },
      outgoingMails: { create: { kind: "verify_email", recipient: email } },
    },
    select: safeUser,
  });
}

function overloaded(error: unknown): Failure {
  if (!(error instanceof PasswordQueueFullError)) throw error;
  return { code: "overloaded", retryAfterSeconds: OVERLOAD_SECONDS };
}

/** Which of these are taken, so that it can be said together with what else is wrong. */
function takenAmongValid(input: unknown, errors: FieldErrors): Promise<FieldErrors> {
  const typed = (typeof input === "object" && input !== null ? input : {}) as Record<string, unknown>;
  const valid = (field: "username" | "email") => {
    const parsed = registerSchema.shape[field].safeParse(typed[field]);
    return parsed.success && !(field in errors) ? parsed.data : undefined;
  };
  return takenFields({ username: valid("username"), email: valid("email") });
}

async function takenFields(wanted: { username?: string; email?: string }): Promise<FieldErrors> {
  const usernameCanonical = wanted.username && canonicalUsername(wanted.username);
  const emailCanonical = wanted.email && canonicalEmail(wanted.email);
  if (!usernameCanonical && !emailCanonical) return {};
  const owners = await db().user.findMany({
    where: {
      OR: [
        ...(usernameCanonical ? [{ usernameCanonical }] : []),
        ...(emailCanonical ? [{ emailCanonical }] : []),
      ],
    },
    select: { usernameCanonical: true, emailCanonical: true },
  });
  const errors: FieldErrors = {};
  if (owners.some((owner) => owner.usernameCanonical === usernameCanonical)) {
    errors.username = ["Username already taken."];
  }
  if (owners.some((owner) => owner.emailCanonical === emailCanonical)) {
    errors.email = ["Email already registered."];
  }
  return errors;
}
