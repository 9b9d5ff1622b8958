import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";

/** Registers a user with a verified email address. For tests. */
export async function createVerifiedUser() {
  const input = validRegistration();
  await register(input, newRequestContext());
  const { id } = await db().user.update({
    where: { emailCanonical: input.email },
    data: { emailVerified: true },
  });
  return { ...input, id };
}
