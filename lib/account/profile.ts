import { recordEvent } from "@/lib/audit/record-event";
import { db, isUniqueViolation } from "@/lib/database/client";
import { err, ok, type Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { profileSchema } from "@/lib/schemas/profile";
import { canonicalUsername, normalizeUsername } from "@/lib/schemas/username";
import type { Actor } from "@/lib/sessions/current-user";

/** What somebody tells of themselves. */
export type Profile = {
  username: string;
  email: string;
  bio: string;
  address: string;
  phoneNumber: string;
  /** Tells one picture from the next; null where there is none. */
  pictureHash: string | null;
};

/** The actor's own profile. */
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
 * Changes what is given of the actor's profile.
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
  const fields = (Object.keys(after) as (keyof typeof after)[]).filter(
    (field) => after[field] !== before[field],
  );
  if (fields.length === 0) return ok(before);
  try {
    await db().$transaction(async (transaction) => {
      await transaction.user.update({
        where: { id: userId },
        // What was not changed here may be changed by another request at this moment.
        data: {
          ...(fields.includes("username") && {
            username: after.username,
            usernameCanonical: canonicalUsername(after.username),
          }),
          ...(fields.includes("phoneNumber") && { phoneNumber: after.phoneNumber }),
        },
        select: { id: true },
      });
      const texts = {
        ...(fields.includes("bio") && { bio: after.bio }),
        ...(fields.includes("address") && { address: after.address }),
      };
      await transaction.profile.upsert({
        where: { userId },
        create: { userId, ...texts },
        update: texts,
        select: { id: true },
      });
      await recordEvent(transaction, actor, "user_updated", { fields });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return err({ code: "invalid", errors: { username: ["Username already taken."] } });
  }
  return ok({ ...before, ...after });
}
