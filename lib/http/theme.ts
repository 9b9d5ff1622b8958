import { cookies } from "next/headers";
import { baseOptions, cookieName } from "./cookies";

/** The color schemes to choose from. `system` follows the device. */
export const THEMES = ["light", "dark", "system"] as const;

export type Theme = (typeof THEMES)[number];

const THEME_COOKIE = "theme";
// The maximum that browsers allow: https://developer.chrome.com/blog/cookie-max-age-expires
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60;

/** Returns whether a value names a color scheme. */
export function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value);
}

/** Returns the color scheme that this browser's user has chosen, or `system`. */
export async function readTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(cookieName(THEME_COOKIE))?.value;
  return isTheme(chosen) ? chosen : "system";
}

/** Remembers the user's choice in this browser. For a server action; the layout reads it on every page. */
export async function setTheme(theme: Theme): Promise<void> {
  const options = theme === "system" ? { maxAge: 0 } : { maxAge: MAX_AGE_SECONDS };
  (await cookies()).set(cookieName(THEME_COOKIE), theme, { ...baseOptions(), ...options });
}
