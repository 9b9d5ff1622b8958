"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const INTERVAL_MS = 3_000;

/** Reads the page again every few seconds while somebody looks at it. Without JavaScript, the link in it does. */
export function AutoRefresh() {
  const { refresh } = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && refresh(), INTERVAL_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return null;
}
