"use client";

import type { ReactNode } from "react";
import { useTimeZone } from "@/components/ui/use-time-zone";
import { calendarDate, namedDay } from "@/lib/time/calendar-date";

type DaysProps = {
  /** Newest first. `at` is an ISO 8601 time. */
  entries: { id: string; at: string; content: ReactNode }[];
};

/** Groups entries by the day on which they happened, in the person's own time zone; in UTC without JavaScript. */
export function Days({ entries }: DaysProps) {
  const timeZone = useTimeZone();
  const now = new Date();
  return groupByDay(entries, timeZone ?? "UTC").map(([day, entriesOfDay]) => (
    <section key={day} aria-label={day} className="mt-6 first:mt-0">
      <h2 className="mb-2 text-sm font-semibold text-muted">
        {timeZone ? namedDay(new Date(entriesOfDay[0]?.at ?? now), now, timeZone) : day}
      </h2>
      <ol className="divide-y divide-line rounded-card border border-line bg-card px-4 shadow-card sm:px-5">
        {entriesOfDay.map(({ id, content }) => (
          <li key={id}>{content}</li>
        ))}
      </ol>
    </section>
  ));
}

function groupByDay(entries: DaysProps["entries"], timeZone: string): [string, DaysProps["entries"]][] {
  const days = new Map<string, DaysProps["entries"]>();
  for (const entry of entries) {
    const day = calendarDate(new Date(entry.at), timeZone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
