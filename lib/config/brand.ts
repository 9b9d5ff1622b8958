import { env } from "./env";

/** The product as pages, emails and the mailbox show it. */
export type Brand = {
  /** The name of the owner's product. */
  name: string;
  /** The URL of the logo, absolute or a path of this app; without one, the built-in mark is shown. */
  logoUrl: string | undefined;
  /** The accent color in light mode, as `#rrggbb`, and the color of text on it. */
  accent: string;
  onAccent: string;
  /** The same for dark mode. */
  accentDark: string;
  onAccentDark: string;
};

/** Returns the brand that the owner has set with `APP_NAME`, `APP_LOGO_URL` and `BRAND_COLOR`. */
export function brand(): Brand {
  const { APP_NAME, APP_LOGO_URL } = env();
  return {
    name: APP_NAME,
    logoUrl: APP_LOGO_URL,
    accent: "#0a7457",
    onAccent: "#ffffff",
    accentDark: "#5fd3ac",
    onAccentDark: "#08231a",
  };
}
