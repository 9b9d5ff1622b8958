import unhomoglyph from "unhomoglyph";
import { normalizeUsername } from "@/lib/schemas/username";

// For the server only: the table of lookalikes is too large for a browser.

/**
 * Returns what a username looks like, for comparison only: two names with the same skeleton can be taken for each other
 * (https://www.unicode.org/reports/tr39/#Confusable_Detection). The table is applied to the letters as typed and in
 * lower case, and `i` counts as `l`, because a capital `I` looks like it.
 */
export function usernameSkeleton(username: string): string {
  return prototypes(prototypes(normalizeUsername(username)).toLowerCase()).replaceAll("i", "l");
}

function prototypes(text: string): string {
  return unhomoglyph(text.normalize("NFD")).normalize("NFD");
}

/** Returns whether a name is in ASCII. Two such names may look alike, such as `modern` and `modem`. */
export function isAscii(username: string): boolean {
  return /^\p{ASCII}*$/u.test(username);
}
