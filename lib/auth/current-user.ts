import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { readSessionCookie } from "./cookies";
import type { SafeUser } from "./safe-user";
import { findSessionUser } from "./session";

/** Who is logged in, looked up once an answer. */
export const currentUser = cache(async (): Promise<SafeUser | undefined> => {
  const token = await readSessionCookie();
  return token ? findSessionUser(token, "cookie") : undefined;
});

/** Who is logged in; everybody else is sent to log in, and then back to `path`. */
export async function requireUser(path: string): Promise<SafeUser> {
  const user = await currentUser();
  if (!user) redirect(`/login?next=${encodeURIComponent(path)}`);
  return user;
}

/** The admin who is logged in; for everybody else there is no such page. */
export async function requireAdmin(): Promise<SafeUser> {
  const user = await currentUser();
  if (user?.role !== "admin") notFound();
  return user;
}
