import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";

/**
 * Registers a user with a verified email address. For tests.
 *
 * @param deviceToken the device cookie of the browser that the user registers with
 */
export async function createVerifiedUser(deviceToken?: string) {
  const input = validRegistration();
  await register(input, { ...newRequestContext(), ...(deviceToken && { deviceToken }) });
  const { id } = await db().user.update({
    where: { emailCanonical: input.email },
    data: { emailVerified: true },
  });
  return { ...input, id };
}
