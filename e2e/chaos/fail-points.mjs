// Loaded into the app by `NODE_OPTIONS=--import`: ends the process, as kill -9 does, when it comes to the
// step that FAIL_AT names for the FAIL_ON-th time. The app itself knows nothing of this.
import { subscribe } from "node:diagnostics_channel";

let left = Number(process.env.FAIL_ON ?? 1);

subscribe("real-mfa:fail-point", (step) => {
  if (step === process.env.FAIL_AT && --left === 0) process.kill(process.pid, "SIGKILL");
});
