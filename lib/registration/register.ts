import "@/lib/passwords/common-passwords";
import { randomUUID } from "node:crypto";
import { hidesAccounts } from "@/lib/config/enumeration";
import { hashPassword, overloadedFailure, overloadOf, type PasswordHash } from "@/lib/crypto/password";
import { db, isUniqueViolation } from "@/lib/database/client";
import type { SafeUser } from "@/lib/database/safe-user";
import { cookieHash } from "@/lib/devices/recognize-device";
import type { RequestContext } from "@/lib/http/request-context";
import { domainErrors } from "@/lib/mail/email-domain";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import type { FieldErrors } from "@/lib/messages/message";
import { failPoint } from "@/lib/observability/fail-points";
import { log } from "@/lib/observability/log";
import { consumeRateLimit, takeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import { canonicalEmail } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { type Registration, registerSchema } from "@/lib/schemas/register";
import type { submittedRegistrationSchema } from "@/lib/schemas/submitted-forms";
import { canonicalUsername, normalizeUsername } from "@/lib/schemas/username";
import { createClaim } from "@/lib/tokens/registration-claim";
import { DECOY_REASON } from "./decoy";
import { findTakenFields } from "./find-taken-fields";
import {
  createIdempotency,
  deleteExpiredKeys,
  findStoredResponse,
  type Idempotency,
  type RegisteredUser,
} from "./idempotency-keys";
import { isReservedUsername } from "./reserved-usernames";
import { usernameSkeleton } from "./username-skeleton";

type RegistrationSchema = typeof registerSchema | typeof submittedRegistrationSchema;

/**
 * Creates an account: user, profile, device and the queued verification email, atomically. Depends only on
 * the database; the worker delivers the email once Redis and the email provider are available.
 *
 * @param input untrusted input
 * @param idempotencyKey makes a retry of the same request within 24 hours return the original response
 * @param schema what the input is validated against: the API's schema, or the form's
 * @returns the new user with the claim of the registration; on failure, all errors of all fields together, or when to
 *   retry
 */
export async function register(
  input: unknown,
  context: RequestContext,
  idempotencyKey?: string,
  schema: RegistrationSchema = registerSchema,
): Promise<Result<RegisteredUser>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success || isReservedUsername(parsed.data.username)) {
    const invalid = parsed.success ? {} : fieldErrors(parsed.error);
    return err({ code: "invalid", errors: await addNameErrors(invalid, input, context) });
  }
  const registration = parsed.data;
  const idempotency = idempotencyKey ? createIdempotency(idempotencyKey, registration) : undefined;
  const stored = idempotency && (await findStoredResponse(idempotency));
  if (stored) return stored;

  const admission = {
    standing: "stranger",
    purpose: "registration",
    account: canonicalEmail(registration.email),
    client: context.ipAddress,
    signal: context.signal,
  } as const;
  // Checked before the rate limit, so that a request refused because of overload doesn't count against it.
  const overload = await overloadOf(admission);
  if (overload) return err(overload);
  const { retryAfterSeconds, refund } = await takeRateLimits([["registration", context.ipAddress]]);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });

  // After the rate limit, which bounds the lookups that a stranger can cause. A refused domain counts as a lookup instead,
  // so that a typing error doesn't use up the registrations of this client.
  const refused = await domainErrors(registration.email);
  if (refused) {
    if ((await consumeRateLimit("nameLookup", context.ipAddress)) === 0) await refund();
    return err({ code: "invalid", errors: refused });
  }

  failPoint("register:hash");
  const hashed = await hashPassword(registration.password, admission).catch(async (error: unknown) => {
    await refund();
    return overloadedFailure(error);
  });
  if ("code" in hashed) return err(hashed);

  try {
    if (idempotency) await deleteExpiredKeys(idempotency.key);
    failPoint("register:write");
    const user = await insertUser(registration, hashed, idempotency, context).catch(
      async (error: unknown) => {
        // Another registration with the same address was faster. If that must not be revealed, this one is a decoy now.
        const isAddressTaken = isUniqueViolation(error) && hidesAccounts();
        if (!isAddressTaken || Object.keys(await findTakenFields(visibleNames(registration))).length > 0)
          throw error;
        return insertUser(registration, hashed, idempotency, context);
      },
    );
    failPoint("register:written");
    log.info({ event: "user_created", requestId: context.requestId, userId: user.id });
    triggerMailDelivery();
    failPoint("register:answer");
    return ok({ ...user, claim: createClaim({ id: user.id, passwordHash: hashed.passwordHash }) });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // A concurrent request with the same idempotency key may have won: return its response.
    const concurrent = idempotency && (await findStoredResponse(idempotency));
    return concurrent ?? err({ code: "invalid", errors: await findTakenFields(visibleNames(registration)) });
  }
}

/** Leaves out the address if no answer may reveal whether it has an account. */
function visibleNames<Names extends { email?: string | undefined }>(names: Names) {
  return hidesAccounts() ? { ...names, email: undefined } : names;
}

/**
 * Inserts all rows in one statement: a single round trip that is atomic without an explicit transaction. If no answer may
 * reveal which addresses have an account, the same statement makes a decoy of a registration with such an address.
 */
async function insertUser(
  { username, email, phone_number, device }: Registration,
  { passwordHash, passwordPepper }: PasswordHash,
  idempotency: Idempotency | undefined,
  { ipAddress, deviceToken, requestId, userAgent }: RequestContext,
): Promise<SafeUser> {
  const user: SafeUser = {
    id: randomUUID(),
    username: normalizeUsername(username),
    email,
    role: "user",
    emailVerified: false,
  };
  await db().$executeRaw`
    WITH owner AS (
      SELECT id, email FROM users WHERE email_canonical = ${canonicalEmail(email)} AND ${hidesAccounts()}
    ), new_user AS (
      INSERT INTO users (id, username, username_canonical, username_skeleton, email, email_canonical,
        phone_number, password_hash, password_pepper, updated_at)
      VALUES (${user.id}::uuid, ${user.username}, ${canonicalUsername(username)}, ${usernameSkeleton(username)},
        ${email}, CASE WHEN EXISTS (SELECT FROM owner) THEN ${user.id} ELSE ${canonicalEmail(email)} END, ${phone_number ?? ""}, ${passwordHash}, ${passwordPepper}, now())
      RETURNING id
    ), new_profile AS (
      INSERT INTO profiles (id, user_id, updated_at) SELECT gen_random_uuid(), id, now() FROM new_user
    ), new_device AS (
      INSERT INTO devices (id, user_id, fingerprint_hash, name, type, browser, os, cookie_hash, updated_at)
      SELECT gen_random_uuid(), id, ${device.fingerprint_hash}, ${device.device_name},
        ${device.device_type}::"DeviceType", ${device.browser ?? ""}, ${device.os ?? ""}, ${deviceToken ? cookieHash(deviceToken) : null}::bytea, now()
      FROM new_user
    ), new_idempotency_key AS (
      INSERT INTO idempotency_keys (key, body_hash, user_id, response)
      SELECT given.key, given.body_hash, id, ${JSON.stringify(user)}::jsonb
      FROM new_user, (VALUES (${idempotency?.key ?? null}, ${idempotency?.bodyHash ?? null})) AS given (key, body_hash)
      WHERE given.key IS NOT NULL
    ), new_audit_event AS (
      INSERT INTO audit_events (id, user_id, event, personal, ip_address, user_agent, request_id)
      SELECT gen_random_uuid(), id, 'user_created', ${JSON.stringify({ device: device.device_name })}::jsonb, ${ipAddress},
        ${userAgent ?? ""}, ${requestId}
      FROM new_user
    ), own_email AS (
      INSERT INTO outbox_emails (id, user_id, kind, recipient, state, last_error, updated_at)
      SELECT gen_random_uuid(), id, 'verify_email', ${email},
        (CASE WHEN EXISTS (SELECT FROM owner) THEN 'failed' ELSE 'queued' END)::"EmailState",
        CASE WHEN EXISTS (SELECT FROM owner) THEN ${DECOY_REASON} END, now()
      FROM new_user
    )
    -- As in decoy.ts.
    INSERT INTO outbox_emails (id, user_id, kind, recipient, updated_at)
    SELECT gen_random_uuid(), owner.id, 'account_exists', owner.email, now() FROM owner
    WHERE NOT EXISTS (
      SELECT FROM outbox_emails AS recent
      WHERE recent.user_id = owner.id AND recent.kind = 'account_exists' AND recent.created_at > now() - interval '1 hour'
    )
    ON CONFLICT DO NOTHING`;
  return user;
}

/**
 * Adds the errors of a username and an email address that are valid but not available to the errors of an invalid
 * registration, so that all errors are returned together. The check has its own rate limit, because it creates no
 * account and could be used to enumerate users.
 */
async function addNameErrors(
  invalid: FieldErrors,
  input: unknown,
  { ipAddress }: RequestContext,
): Promise<FieldErrors> {
  const fields = (typeof input === "object" && input !== null ? input : {}) as Record<string, unknown>;
  const valid = (field: "username" | "email") => {
    const parsed = registerSchema.shape[field].safeParse(fields[field]);
    return parsed.success && !(field in invalid) ? parsed.data : undefined;
  };
  const username = valid("username");
  const email = valid("email");
  const isReserved = username !== undefined && isReservedUsername(username);
  const errors: FieldErrors = { ...invalid, ...(isReserved && { username: ["username_reserved"] }) };
  const wanted = visibleNames({ username: isReserved ? undefined : username, email });
  if (!wanted.username && !wanted.email) return errors;
  const isLimited = (await consumeRateLimit("nameLookup", ipAddress)) > 0;
  return isLimited ? errors : { ...errors, ...(await findTakenFields(wanted)) };
}
