import type { Message } from "@/lib/messages/message";
import { strip } from "./python-text";

// Zero-width spaces and joiners, directional marks, soft hyphens and fillers. They come along when text is copied from
// a web page, a chat or an address book.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;

/** Removes whitespace and invisible characters from both ends. */
export function trimInvisible(text: string): string {
  const characters = [...text];
  const isVisible = (character: string) => strip(character) !== "" && !INVISIBLE.test(character);
  const first = characters.findIndex(isVisible);
  return first < 0 ? "" : characters.slice(first, characters.findLastIndex(isVisible) + 1).join("");
}

/** Returns an error that names the first invisible character, because the text itself looks valid. */
export function invisibleCharacter(text: string): Message[] {
  const found = INVISIBLE.exec(text)?.[0].codePointAt(0);
  return found === undefined ? [] : [`invisible_character:${codePointName(found)}`];
}

/** Formats a code point as Unicode does: `U+200B`. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}
