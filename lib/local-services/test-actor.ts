import type { Actor } from "../auth/current-user";
import { login } from "../auth/login";
import { register } from "../auth/register";
import { findSession } from "../auth/session";
import { db } from "../db";
import { someContext, someDevice, someRegistration } from "./test-people";

/** Somebody who is verified and logged in, with what they registered with. */
export async function someActor(): Promise<Actor & { email: string; password: string; token: string }> {
  const input = someRegistration();
  const context = someContext();
  await register(input, context);
  const { email, password } = input;
  await db().user.update({ where: { emailCanonical: email }, data: { emailVerified: true } });
  await db().outgoingMail.deleteMany({ where: { recipient: email } });
  const result = await login({ email, password, device: input.device }, context, "bearer", someDevice);
  const token = result.ok ? result.value.token : "";
  const session = await findSession(token, "bearer");
  if (!session) throw new Error("The log-in failed.");
  return { ...session, ...context, userId: session.user.id, email, password, token };
}
