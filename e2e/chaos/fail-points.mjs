// Loaded into the app with `NODE_OPTIONS=--import`. Kills the process with SIGKILL when it reaches the fail point
// FAIL_AT for the FAIL_ON-th time. The app itself knows nothing about this.
import { subscribe } from "node:diagnostics_channel";

let remaining = Number(process.env.FAIL_ON ?? 1);

subscribe("real-mfa:fail-point", (failPoint) => {
  if (failPoint === process.env.FAIL_AT && --remaining === 0) process.kill(process.pid, "SIGKILL");
});
