import { db } from "@/lib/database/client";
import type { FieldErrors } from "@/lib/messages/message";
import { canonicalEmail } from "@/lib/schemas/email";
import { canonicalUsername } from "@/lib/schemas/username";
import { isAscii, usernameSkeleton } from "./username-skeleton";

type Names = { username?: string | undefined; email?: string | undefined };

/**
 * Returns the errors of a username and an email address that belong to another user, or of a username that looks like
 * another user's.
 *
 * @param userId the user who wants them, if they have an account already
 */
export async function findTakenFields({ username, email }: Names, userId?: string): Promise<FieldErrors> {
  if (!username && !email) return {};
  const wanted = {
    ...(username && { usernameCanonical: canonicalUsername(username) }),
    ...(email && { emailCanonical: canonicalEmail(email) }),
  };
  const skeleton = username && { usernameSkeleton: usernameSkeleton(username) };
  const conditions = Object.entries({ ...wanted, ...skeleton }).map(([field, value]) => ({ [field]: value }));
  const owners = await db().user.findMany({
    where: { OR: conditions, ...(userId && { id: { not: userId } }) },
    select: { username: true, usernameCanonical: true, emailCanonical: true },
  });
  const has = (field: "usernameCanonical" | "emailCanonical") =>
    wanted[field] !== undefined && owners.some((owner) => owner[field] === wanted[field]);
  const errors: FieldErrors = {};
  if (has("usernameCanonical")) errors.username = ["username_taken"];
  else if (username && owners.some((owner) => isConfusable(owner.username, username))) {
    errors.username = ["username_confusable"];
  }
  if (has("emailCanonical")) errors.email = ["email_taken"];
  return errors;
}

// As the trigger on the table decides.
function isConfusable(taken: string, wanted: string): boolean {
  return usernameSkeleton(taken) === usernameSkeleton(wanted) && !(isAscii(taken) && isAscii(wanted));
}
