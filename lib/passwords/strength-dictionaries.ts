import { adjacencyGraphs, dictionary as common } from "@zxcvbn-ts/language-common";
import { dictionary as english } from "@zxcvbn-ts/language-en";

// The lists are ordered by frequency. Their tails are long, and say little: a browser gets the beginnings, 140 kB.
const MAX_PASSWORDS = 20_000;
const MAX_WORDS = 10_000;
const MAX_LAST_NAMES = 5_000;

/** Returns what the estimate of a password's strength knows: passwords, words, names and keyboards. */
export function strengthDictionaries() {
  const {
    "commonWords-en": words = [],
    "firstnames-en": firstNames = [],
    "lastnames-en": lastNames = [],
    "wikipedia-en": _,
    ...sequences
  } = english as Record<string, string[]>;
  const dictionary: Record<string, (string | number)[]> = {
    ...sequences,
    "passwords-common": common["passwords-common"].slice(0, MAX_PASSWORDS),
    "commonWords-en": words.slice(0, MAX_WORDS),
    "firstnames-en": firstNames,
    "lastnames-en": lastNames.slice(0, MAX_LAST_NAMES),
  };
  return { dictionary, graphs: adjacencyGraphs };
}
