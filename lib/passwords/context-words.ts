import { productDomains, productNames } from "@/lib/config/product";

// Shorter parts of names, such as `com` or `the`, say nothing about whom a password is for.
const MIN_WORD_LENGTH = 4;

let words: string[] | undefined;

/** Returns the words that guesses at this installation's passwords start with (ASVS 6.1.2), longest first. */
export function contextWords(): string[] {
  words ??= [...new Set([...productNames(), ...productDomains()].flatMap(wordsOf))].sort(
    (left, right) => right.length - left.length,
  );
  return words;
}

/** `Real MFA` is guessed as a whole and by its parts, with and without the space. */
function wordsOf(name: string): string[] {
  return [name, ...name.split(/[^\p{L}\p{M}\p{N}]+/u)]
    .map(lettersAndDigits)
    .filter((word) => word.length >= MIN_WORD_LENGTH);
}

/** Returns whether a password consists of context words, with nothing but digits and punctuation around them. */
export function isContextWord(password: string): boolean {
  const text = lettersAndDigits(password);
  const rest = contextWords().reduce((remaining, word) => remaining.replaceAll(word, ""), text);
  return rest !== text && /^\p{N}*$/u.test(rest);
}

function lettersAndDigits(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}
