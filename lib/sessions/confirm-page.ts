import { redirect } from "next/navigation";
import { isFormPost } from "@/lib/http/form-post";
import type { Actor } from "./current-user";
import { hasRecentAuthentication, needsConfirmation } from "./reauthentication";

/** Returns the path of the page on which users confirm their identity. @param next where it leads to afterwards */
export function confirmPath(next: string): string {
  return `/account/confirm?${new URLSearchParams({ next })}`;
}

/**
 * Redirects a user with a second factor who hasn't used it recently to the page on which they confirm their identity. For
 * pages whose form asks for the password itself where that is enough. The page that answers a submitted form stays: it
 * shows what was typed, and a link to that page.
 */
export async function requireConfirmedIdentity(actor: Actor, path: string): Promise<void> {
  if (needsConfirmation(actor) && !(await isFormPost())) redirect(confirmPath(path));
}

/**
 * Redirects a user who hasn't authenticated recently, with or without a second factor, as {@link requireConfirmedIdentity}
 * does.
 */
export async function requireFreshSession(actor: Actor, path: string): Promise<void> {
  if (!hasRecentAuthentication(actor) && !(await isFormPost())) redirect(confirmPath(path));
}
