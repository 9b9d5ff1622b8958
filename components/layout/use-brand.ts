"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};
const data = (name: "appName" | "logoUrl") => () => document.documentElement.dataset[name];

/**
 * Returns the name and logo of the brand, for a client component that no server component can pass them to, such as an
 * error page. The layout writes them to the page.
 */
export function useBrand(): { name: string; logoUrl: string | undefined } {
  const name = useSyncExternalStore(never, data("appName"), () => undefined);
  const logoUrl = useSyncExternalStore(never, data("logoUrl"), () => undefined);
  return { name: name ?? "", logoUrl };
}
