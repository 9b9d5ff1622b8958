import { useEffect, useState } from "react";
import { useHasScript } from "./use-has-script";

const TICK_MS = 250;

/**
 * Counts down by the clock, so a tab that was suspended shows the right time as soon as it wakes. Until JavaScript runs,
 * `isCounting` is false and the time stands still.
 *
 * @param seconds where to start
 * @param start starts again when it changes
 */
export function useCountdown(seconds: number, start?: unknown): { secondsLeft: number; isCounting: boolean } {
  const hasScript = useHasScript();
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
  // Before the effect has started again, what counts is the new time: the wait must not seem over for a moment.
  const secondsLeft = left && left.start === start && seconds > 0 ? left.seconds : seconds;
  return { secondsLeft, isCounting: hasScript && secondsLeft > 0 };
}
