import { recordEvent } from "@/lib/audit/record-event";
import { db, isUniqueViolation } from "@/lib/database/client";
import { err, ok, type Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { profileSchema } from "@/lib/schemas/profile";
import { canonicalUsername, normalizeUsername } from "@/lib/schemas/username";
import type { Actor } from "@/lib/sessions/current-user";

/** The profile that a user can edit. */
export type Profile = {
  username: string;
  email: string;
  bio: string;
  address: string;
  phoneNumber: string;
  /** Changes whenever the picture changes; null if there is no picture. */
  pictureHash: string | null;
};

/** Returns the actor's profile. */
export async function readProfile({ userId }: Pick<Actor, "userId">): Promise<Profile> {
  const { profile, ...user } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      username: true,
      email: true,
      phoneNumber: true,
      profile: { select: { bio: true, address: true, pictureHash: true } },
    },
  });
  return { ...user, ...(profile ?? { bio: "", address: "", pictureHash: null }) };
}

/**
 * Updates the actor's profile. Fields that are missing from the input stay as they are.
 *
 * @param input `{ username?, bio?, address?, phone_number? }`
 */
export async function updateProfile(input: unknown, actor: Actor): Promise<Result<Profile>> {
  const parsed = profileSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { username, bio, address, phone_number } = parsed.data;
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
  try {
    await db().$transaction(async (transaction) => {
      await transaction.user.update({
        where: { id: userId },
        // Only changed fields are written, so as not to overwrite a concurrent change of another field.
        data: {
          ...(changedFields.includes("username") && {
            username: after.username,
            usernameCanonical: canonicalUsername(after.username),
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
      await recordEvent(transaction, actor, "user_updated", { fields: changedFields });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return err({ code: "invalid", errors: { username: ["username_taken"] } });
  }
  return ok({ ...before, ...after });
}
