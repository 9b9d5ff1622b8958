import { changedNames } from "@/lib/audit/changed-names";
import { recordEvent } from "@/lib/audit/record-event";
import { db, isUniqueViolation } from "@/lib/database/client";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { findTakenFields } from "@/lib/registration/find-taken-fields";
import { isReservedUsername } from "@/lib/registration/reserved-usernames";
import { usernameSkeleton } from "@/lib/registration/username-skeleton";
import { err, ok, type Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { profileSchema } from "@/lib/schemas/profile";
import { submittedProfileSchema } from "@/lib/schemas/submitted-forms";
import { canonicalUsername, normalizeUsername } from "@/lib/schemas/username";
import type { Actor } from "@/lib/sessions/current-user";
import { confirmSession, requireReauthentication } from "@/lib/sessions/reauthentication";
import type { NewSession } from "@/lib/sessions/session";

/** The profile that a user can edit. */
export type Profile = {
  username: string;
  email: string;
  bio: string;
  address: string;
  phoneNumber: string;
  /** Changes whenever the picture changes; null if there is no picture. */
  pictureHash: string | null;
  /** When the account is deleted, if its owner has scheduled that. */
  deleteAfter: Date | null;
};

/** Returns the actor's profile. */
export async function readProfile({ userId }: Pick<Actor, "userId">): Promise<Profile> {
  const { profile, ...user } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      username: true,
      email: true,
      phoneNumber: true,
      deleteAfter: true,
      profile: { select: { bio: true, address: true, pictureHash: true } },
    },
  });
  return { ...user, ...(profile ?? { bio: "", address: "", pictureHash: null }) };
}

/** A profile after a change, and the session with its new token if the password was verified for the change. */
export type UpdatedProfile = Profile & { session?: NewSession | undefined };

type ProfileSchema = typeof profileSchema | typeof submittedProfileSchema;

/**
 * Updates the actor's profile. Fields that are missing from the input stay as they are. A new username requires recent
 * authentication, and the owner is told by email.
 *
 * @param input `{ username?, bio?, address?, phone_number?, password? }`; the password is needed only for a new username
 *   if the last authentication is not recent
 * @param schema what the input is validated against: the API's schema, or the form's
 */
export async function updateProfile(
  input: unknown,
  actor: Actor,
  schema: ProfileSchema = profileSchema,
): Promise<Result<UpdatedProfile>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { username, bio, address, phone_number, password } = parsed.data;
  const { userId } = actor;
  const before = await readProfile(actor);
  const after = {
    username: username === undefined ? before.username : normalizeUsername(username),
    bio: bio ?? before.bio,
    address: address ?? before.address,
    phoneNumber: phone_number ?? before.phoneNumber,
  };
  const changedFields = (Object.keys(after) as (keyof typeof after)[]).filter(
    (field) => after[field] !== before[field],
  );
  if (changedFields.length === 0) return ok(before);
  // Admins may have a reserved name. Another spelling of it is no other name.
  const isRenamed = canonicalUsername(after.username) !== canonicalUsername(before.username);
  if (isRenamed && isReservedUsername(after.username)) {
    return err({ code: "invalid", errors: { username: ["username_reserved"] } });
  }
  const authentication = changedFields.includes("username")
    ? await requireReauthentication(password, actor)
    : ok({ wasVerified: false });
  if (!authentication.ok) return authentication;
  let session: NewSession | undefined;
  try {
    session = await db().$transaction(async (transaction) => {
      const renewed = await confirmSession(transaction, actor, authentication.value);
      await transaction.user.update({
        where: { id: userId },
        // Only changed fields are written, so as not to overwrite a concurrent change of another field.
        data: {
          ...(changedFields.includes("username") && {
            username: after.username,
            usernameCanonical: canonicalUsername(after.username),
            usernameSkeleton: usernameSkeleton(after.username),
          }),
          ...(changedFields.includes("phoneNumber") && { phoneNumber: after.phoneNumber }),
        },
        select: { id: true },
      });
      const profileFields = {
        ...(changedFields.includes("bio") && { bio: after.bio }),
        ...(changedFields.includes("address") && { address: after.address }),
      };
      await transaction.profile.upsert({
        where: { userId },
        create: { userId, ...profileFields },
        update: profileFields,
        select: { id: true },
      });
      const changes = changedNames(before, after);
      await recordEvent(transaction, actor, "user_updated", {
        fields: changedFields,
        ...(Object.keys(changes).length > 0 && { changes }),
      });
      if (changes.username) {
        const details = { oldUsername: before.username, newUsername: after.username };
        await queueEmail(transaction, { kind: "username_changed", userId, details, origin: actor });
      }
      return renewed;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return err({
      code: "invalid",
      errors: {
        username: ["username_taken"],
        ...(await findTakenFields({ username: after.username }, userId)),
      },
    });
  }
  if (changedFields.includes("username")) triggerMailDelivery();
  return ok({ ...before, ...after, session });
}

/**
 * Updates the actor's profile with what they submitted in the form. The phone number may be in any common notation; one
 * that the API stored without a country code can stay as it is.
 */
export async function submitProfile(
  values: { phone_number: string; password?: string },
  actor: Actor,
): Promise<Result<UpdatedProfile>> {
  const { phoneNumber } = await readProfile(actor);
  const input = values.phone_number === phoneNumber ? { ...values, phone_number: undefined } : values;
  return updateProfile(input, actor, submittedProfileSchema);
}
