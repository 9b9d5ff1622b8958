import { expect, it } from "vitest";
import { pauseAfter } from "./pause-after";

/** Returns when the waiting page asks, in seconds since it was opened. */
function timesOfRequests(): number[] {
  const times: number[] = [];
  let waited = 0;
  for (let pause = pauseAfter(0); pause !== undefined; pause = pauseAfter(waited)) {
    waited += pause;
    times.push(waited / 1000);
  }
  return times;
}

it("asks at most once in 3 seconds, ever less often, and not beyond 15 minutes", () => {
  const times = timesOfRequests();
  const pauses = times.map((time, index) => time - (times[index - 1] ?? 0));
  expect(Math.min(...pauses)).toBe(3);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(times.at(-1)).toBe(15 * 60);
  expect(times.length).toBe(20 + 40 + 40);
});
