"use client";

import { cx } from "class-variance-authority";
import { useSyncExternalStore } from "react";
import { exactTime, relativeTime, utcTime } from "@/lib/time/relative-time";

const TICK_MS = 30_000;

type RelativeTimeProps = {
  /** An ISO 8601 time, such as `date.toISOString()` returns. */
  dateTime: string;
  className?: string;
};

/**
 * A time as people say it ("2 minutes ago"), with the exact time in the person's own time zone as a tooltip. The server
 * renders the exact time in UTC, which stays without JavaScript.
 */
export function RelativeTime({ dateTime, className }: RelativeTimeProps) {
  // The server's snapshot is also used while hydrating, so that the texts match.
  const now = useSyncExternalStore(subscribe, currentTick, () => undefined);
  const time = new Date(dateTime);
  return (
    <time
      dateTime={dateTime}
      title={now ? exactTime(time) : undefined}
      className={cx("whitespace-nowrap", className)}
    >
      {now ? relativeTime(time, new Date(now)) : utcTime(time)}
    </time>
  );
}

// One timer for all times of a page.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tick = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick = Date.now();
    for (const notify of listeners) notify();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    tick = 0;
  };
}

// The snapshot must stay the same between ticks, or React would render without end.
function currentTick(): number {
  if (tick === 0) tick = Date.now();
  return tick;
}
