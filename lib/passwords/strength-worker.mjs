// What the worker of the password fields does. `app/password-worker.js` serves it after zxcvbn-ts, as one classic
// script: the Content-Security-Policy of the bundler's files would not let a worker load anything.

/** The time grows with the square of the length, and longer passwords are strong. */
const MAX_LENGTH = 64;

let estimator;

async function loadEstimator() {
  const response = await fetch("/password-dictionaries.json");
  const dictionaries = await response.json();
  return new globalThis.zxcvbnts.core.ZxcvbnFactory({ ...dictionaries, maxLength: MAX_LENGTH });
}

addEventListener("message", async ({ data }) => {
  estimator ??= loadEstimator();
  try {
    const { score, feedback } = (await estimator).check(data.password, data.known);
    postMessage({ id: data.id, score, reason: feedback.warning });
  } catch {
    // The next password tries to load the dictionaries again.
    estimator = undefined;
  }
});
