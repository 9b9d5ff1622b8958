"use client";

import { calendarDate } from "@/lib/time/calendar-date";
import { exactTime } from "@/lib/time/relative-time";
import { useTimeZone } from "./use-time-zone";

/** A day, such as "3 December 2026", in the person's own time zone; in UTC without JavaScript. */
export function LocalDate({ dateTime }: { dateTime: string }) {
  const timeZone = useTimeZone();
  const time = new Date(dateTime);
  return (
    <time dateTime={dateTime} title={timeZone ? exactTime(time) : undefined} className="whitespace-nowrap">
      {calendarDate(time, timeZone ?? "UTC")}
    </time>
  );
}
