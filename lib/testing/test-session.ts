import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { register } from "@/lib/registration/register";
import type { Actor } from "@/lib/sessions/current-user";
import { findSession } from "@/lib/sessions/session";
import { someContext, someDevice, someRegistration } from "./test-users";

/** Somebody who is verified and logged in, with what they registered with. */
export async function someActor(): Promise<Actor & { email: string; password: string; token: string }> {
  const input = someRegistration();
  const context = someContext();
  await register(input, context);
  const { email, password } = input;
  await db().user.update({ where: { emailCanonical: email }, data: { emailVerified: true } });
  await db().outboxEmail.deleteMany({ where: { recipient: email } });
  const result = await login({ email, password, device: input.device }, context, "bearer", someDevice);
  const token = result.ok ? result.value.token : "";
  const session = await findSession(token, "bearer");
  if (!session) throw new Error("The log-in failed.");
  return { ...session, ...context, userId: session.user.id, email, password, token };
}
