import { randomInt } from "node:crypto";
import { db } from "@/lib/database/client";
import { canonicalUsername, normalizeUsername, usernameField } from "@/lib/schemas/username";
import { isReservedUsername } from "./reserved-usernames";
import { usernameSkeleton } from "./username-skeleton";

const SUGGESTIONS = 3;
/** With the longest ending, a name still fits in the column. */
const MAX_BASE_LENGTH = 140;

/**
 * Returns up to three usernames like the wanted one that nobody has. Another registration can take one of them before
 * it is used: the unique index decides.
 */
export async function suggestUsernames(wanted: string): Promise<string[]> {
  const base = [...normalizeUsername(wanted)].slice(0, MAX_BASE_LENGTH).join("");
  const candidates = endings()
    .map((ending) => base + ending)
    .filter((name) => usernameField.safeParse(name).success && !isReservedUsername(name));
  if (candidates.length === 0) return [];
  const taken = await db().user.findMany({
    where: {
      OR: [
        { usernameCanonical: { in: candidates.map(canonicalUsername) } },
        { usernameSkeleton: { in: candidates.map(usernameSkeleton) } },
      ],
    },
    select: { usernameCanonical: true, usernameSkeleton: true },
  });
  const names = new Set(taken.map((user) => user.usernameCanonical));
  const looks = new Set(taken.map((user) => user.usernameSkeleton));
  return candidates
    .filter((name) => !names.has(canonicalUsername(name)) && !looks.has(usernameSkeleton(name)))
    .slice(0, SUGGESTIONS);
}

/** Short endings first. They are random, so that not everyone who wants a name is offered the same ones. */
function endings(): string[] {
  const year = String(new Date().getFullYear());
  return [
    String(randomInt(10, 100)),
    `_${randomInt(10, 100)}`,
    String(randomInt(100, 1_000)),
    `.${randomInt(100, 1_000)}`,
    `_${year}`,
    String(randomInt(10_000, 100_000)),
    `_${randomInt(10_000, 100_000)}`,
  ];
}
