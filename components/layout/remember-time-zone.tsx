"use client";

import { useEffect } from "react";
import { TIME_ZONE_COOKIE } from "@/lib/time/time-zone";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Tells the server this browser's time zone in a cookie, so that emails show times as the person knows them. */
export function RememberTimeZone() {
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const secure = location.protocol === "https:" ? "; secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: The Cookie Store API is missing in some supported browsers.
    document.cookie = `${TIME_ZONE_COOKIE}=${timeZone}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
  }, []);
  return null;
}
