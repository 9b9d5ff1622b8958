"use client";

import { cx } from "class-variance-authority";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { exactTime, relativeTime, utcTime } from "@/lib/time/relative-time";

const TICK_MS = 30_000;

type RelativeTimeProps = {
  /** An ISO 8601 time, such as `date.toISOString()` returns. */
  dateTime: string;
  className?: string;
};

/** When the server rendered the page, in milliseconds since 1970. */
const RenderedAt = createContext<number | undefined>(undefined);

/**
 * Tells the times in it when the server rendered the page, so that they are relative from the start: a text that changes
 * its length moves what is below it.
 */
export function RelativeTimes({ renderedAt, children }: { renderedAt: number; children: ReactNode }) {
  return <RenderedAt value={renderedAt}>{children}</RenderedAt>;
}

/**
 * A time as people say it ("2 minutes ago"), with the exact time in the person's own time zone as a tooltip. Without
 * JavaScript, the tooltip is in UTC. Must be in {@link RelativeTimes}.
 */
export function RelativeTime({ dateTime, className }: RelativeTimeProps) {
  const renderedAt = useContext(RenderedAt);
  // The server's snapshot is also used while hydrating, so that the texts match.
  const tick = useSyncExternalStore(subscribe, currentTick, () => undefined);
  const now = tick ?? renderedAt;
  if (now === undefined) throw new Error("A relative time needs to know when the page was rendered.");
  const time = new Date(dateTime);
  return (
    <time
      dateTime={dateTime}
      title={tick ? exactTime(time) : utcTime(time)}
      className={cx("whitespace-nowrap", className)}
    >
      {relativeTime(time, new Date(now), tick ? undefined : "UTC")}
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
