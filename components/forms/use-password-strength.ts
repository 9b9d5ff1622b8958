import { useEffect, useRef, useState } from "react";

// The messages of `lib/passwords/strength-worker.mjs`.

/** A password to estimate, with the words that its owner is known by. */
type StrengthRequest = { id: number; password: string; known: string[] };

/** The estimate: from 0, guessed at once, to 4, and why it is low, as a key of zxcvbn-ts. */
type StrengthResponse = { id: number; score: number; reason: string | null };

export type Strength = { label: "Weak" | "Fair" | "Good" | "Strong"; level: number; advice?: string };

const LABELS = ["Weak", "Weak", "Fair", "Good", "Strong"] as const;

/** Why a password is easy to guess, and what to do. By the warnings of zxcvbn-ts. */
const ADVICE: Record<string, string> = {
  straightRow: "Rows of keys are easy to guess. Add a few unrelated words.",
  keyPattern: "Patterns of keys are easy to guess. Add a few unrelated words.",
  simpleRepeat: "Repeated characters are easy to guess. Add a few unrelated words.",
  extendedRepeat: "Repeated patterns are easy to guess. Add a few unrelated words.",
  sequences: "Sequences like abc or 123 are easy to guess. Add a few unrelated words.",
  recentYears: "Years are easy to guess. Add a few unrelated words.",
  dates: "Dates are easy to guess. Add a few unrelated words.",
  wordByItself: "One word is easy to guess. Add more, unrelated words.",
  namesByThemselves: "Names are easy to guess. Add a few unrelated words.",
  commonNames: "Names are easy to guess. Add a few unrelated words.",
  userInputs: "Your name and email address are easy to guess. Use other words.",
};
const DEFAULT_ADVICE = "Easy to guess. Add a few unrelated words.";

/**
 * Estimates the strength of a password, in a worker: neither the dictionaries nor a long password make typing slow.
 *
 * @param known words that a guess would start with: the username, the email address, the name of the product
 * @returns the latest estimate; `undefined` for an empty password, or until the first estimate
 */
export function usePasswordStrength(password: string, known: string[]): Strength | undefined {
  const worker = useRef<Worker>(undefined);
  const latestId = useRef(0);
  const [strength, setStrength] = useState<Strength>();
  const words = known.join("\n");

  useEffect(() => {
    const started = new Worker("/password-worker.js");
    started.onmessage = ({ data }: MessageEvent<StrengthResponse>) => {
      if (data.id === latestId.current) setStrength(toStrength(data));
    };
    worker.current = started;
    return () => started.terminate();
  }, []);

  useEffect(() => {
    const request: StrengthRequest = { id: ++latestId.current, password, known: words.split("\n") };
    if (password) worker.current?.postMessage(request);
  }, [password, words]);

  return password ? strength : undefined;
}

function toStrength({ score, reason }: StrengthResponse): Strength {
  const label = LABELS[score] ?? "Weak";
  const level = Math.max(1, score);
  return level > 2 ? { label, level } : { label, level, advice: ADVICE[reason ?? ""] ?? DEFAULT_ADVICE };
}
