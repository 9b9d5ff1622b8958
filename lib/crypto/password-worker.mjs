// Plain JavaScript, because Node itself loads the worker where there is no bundler: in tests and scripts.
import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { loadNativeBcrypt, portableBcrypt } from "./bcrypt.mjs";

// Requests take precedence over hashes. On Linux the priority applies to the thread; on other systems it would apply
// to the whole process.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const bcrypt = (!workerData.isPortable && (await loadNativeBcrypt())) || portableBcrypt;

/**
 * Computes a hash, or compares a password with one. `dummyHashes` are compared in any case: the time of the answer is then
 * the same for every account and for every password.
 */
function compute({ password, cost, hash, dummyHashes = [] }) {
  if (hash === undefined) return bcrypt.hash(password, cost);
  const isMatch = bcrypt.compare(password, hash);
  for (const dummy of dummyHashes) bcrypt.compare(password, dummy);
  return isMatch;
}

parentPort?.on("message", (job) => {
  const startedAt = performance.now();
  try {
    const result = compute(job);
    parentPort?.postMessage({ result, ms: performance.now() - startedAt });
  } catch (error) {
    parentPort?.postMessage({ error: String(error), ms: performance.now() - startedAt });
  }
});
