import { ZxcvbnFactory } from "@zxcvbn-ts/core";

// Runs in a worker of its own, so that neither the dictionaries nor a long password make typing slow.

/** A password to estimate, with the words that its owner is known by. */
export type StrengthRequest = { id: number; password: string; known: string[] };

/** The estimate: from 0, guessed at once, to 4, and why it is low, as a key of zxcvbn-ts. */
export type StrengthResponse = { id: number; score: number; reason: string | null };

/** The time grows with the square of the length, and longer passwords are strong. */
const MAX_LENGTH = 64;

type Dictionaries = Pick<
  NonNullable<ConstructorParameters<typeof ZxcvbnFactory>[0]>,
  "dictionary" | "graphs"
>;

let estimator: Promise<ZxcvbnFactory> | undefined;

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const response = await fetch("/password-dictionaries.json");
  const dictionaries = (await response.json()) as Dictionaries;
  return new ZxcvbnFactory({ ...dictionaries, maxLength: MAX_LENGTH });
}

addEventListener("message", async ({ data }: MessageEvent<StrengthRequest>) => {
  estimator ??= loadEstimator();
  try {
    const { score, feedback } = (await estimator).check(data.password, data.known);
    const response: StrengthResponse = { id: data.id, score, reason: feedback.warning };
    postMessage(response);
  } catch {
    // The next password tries to load the dictionaries again.
    estimator = undefined;
  }
});
