import { useEffect, useState } from "react";

const TICK_MS = 250;

/**
 * Counts down by the clock, so a tab that was suspended shows the right time as soon as it wakes. Until JavaScript runs,
 * `isCounting` is false and the time stands still.
 *
 * @param seconds where to start
 * @param start starts again when it changes
 */
export function useCountdown(seconds: number, start?: unknown): { secondsLeft: number; isCounting: boolean } {
  const [left, setLeft] = useState<{ seconds: number; start: unknown }>();
  useEffect(() => {
    if (seconds <= 0) return;
    const end = Date.now() + seconds * 1000;
    let shown: number | undefined;
    const tick = () => {
      const next = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      if (next !== shown) setLeft({ seconds: next, start });
      shown = next;
      if (next === 0) clearInterval(timer);
    };
    const timer = setInterval(tick, TICK_MS);
    tick();
    return () => clearInterval(timer);
  }, [seconds, start]);
  const current = left?.start === start && seconds > 0 ? left?.seconds : undefined;
  return { secondsLeft: current ?? seconds, isCounting: current !== undefined && current > 0 };
}
