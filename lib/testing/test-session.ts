import { db } from "@/lib/database/client";
import type { Role } from "@/lib/generated/prisma/client";
import { login } from "@/lib/login/login";
import { register } from "@/lib/registration/register";
import type { Actor } from "@/lib/sessions/current-user";
import { findSession } from "@/lib/sessions/session";
import { newRequestContext, testDevice, validRegistration } from "./test-users";

/** Registers a user, verifies their email address and logs them in. Returns the actor and their credentials. */
export async function newActor(
  role: Role = "user",
): Promise<Actor & { email: string; password: string; token: string }> {
  const input = validRegistration();
  const context = newRequestContext();
  await register(input, context);
  const { email, password } = input;
  await db().user.update({ where: { emailCanonical: email }, data: { emailVerified: true, role } });
  const result = await login({ email, password, device: input.device }, context, "bearer", testDevice);
  // The emails about the registration and the login would get in the way of those that a test is about.
  await db().outboxEmail.deleteMany({ where: { recipient: email } });
  const token = result.ok ? result.value.token : "";
  const session = await findSession(token, "bearer");
  if (!session) throw new Error("The login failed.");
  return { ...session, ...context, userId: session.user.id, email, password, token };
}
