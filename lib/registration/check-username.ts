import type { RequestContext } from "@/lib/http/request-context";
import type { Message } from "@/lib/messages/message";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import { checkUsernameSchema } from "@/lib/schemas/check-username";
import { fieldErrors, messagesAt } from "@/lib/schemas/field-errors";
import { findTakenFields } from "./find-taken-fields";
import { isReservedUsername } from "./reserved-usernames";
import { suggestUsernames } from "./suggest-usernames";

/** Whether a username can be registered now, and if not, why, with names that can. */
export type UsernameAvailability = {
  isAvailable: boolean;
  problem?: Message;
  suggestions: string[];
};

/**
 * Looks up whether a username is available. Registrations report taken names as well, so this tells nothing new; the
 * lookups of both count against the same limit.
 *
 * @param input `{ username }`
 */
export async function checkUsername(
  input: unknown,
  { ipAddress }: RequestContext,
): Promise<Result<UsernameAvailability>> {
  const parsed = checkUsernameSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { username } = parsed.data;
  const retryAfterSeconds = await consumeRateLimit("nameLookup", ipAddress);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  const problem = isReservedUsername(username)
    ? "username_reserved"
    : messagesAt(await findTakenFields({ username }), "username")[0];
  if (!problem) return ok({ isAvailable: true, suggestions: [] });
  return ok({ isAvailable: false, problem, suggestions: await suggestionsFor(username, problem) });
}

/** Returns usernames to offer in place of one that can't be used. A name like a reserved one is not offered. */
export async function suggestionsFor(username: string, problem: Message): Promise<string[]> {
  return problem === "username_taken" || problem === "username_confusable" ? suggestUsernames(username) : [];
}
