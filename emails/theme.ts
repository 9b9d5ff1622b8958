/** The brand that an email shows: the same as the pages' brand, with a logo that email clients can load. */
export type EmailBrand = {
  name: string;
  /** The absolute URL of the logo, a PNG, JPEG or GIF. Without one, the name stands beside the mark. */
  logoUrl: string | undefined;
  /** The absolute URL of the mark, a square PNG in the accent color. Without one, the name's initial stands there. */
  markUrl: string | undefined;
  /** The accent color in light mode, as `#rrggbb`, and the color of text on it. */
  accent: string;
  onAccent: string;
  /** The same for dark mode. */
  accentDark: string;
  onAccentDark: string;
};

type Palette = Record<"paper" | "card" | "ink" | "muted" | "line" | "field" | "danger", string>;

/** The neutral colors. Email clients don't support CSS variables, so these repeat the values of app/globals.css. */
export const light: Palette = {
  paper: "#f6f5f1",
  card: "#ffffff",
  ink: "#18201c",
  muted: "#5c6661",
  line: "#e2e0d8",
  field: "#8a918c",
  danger: "#b3261e",
};

/** The neutral colors of dark mode. */
export const dark: Palette = {
  paper: "#121614",
  card: "#1b211e",
  ink: "#eef2ef",
  muted: "#a3ada8",
  line: "#2e3733",
  field: "#6b756f",
  danger: "#ff9a8f",
};

export const FONT =
  "'Instrument Sans', -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** For codes: digits of the same width, and no mistaking of 0 for O. */
export const MONOSPACE = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace";

/**
 * Returns the styles for dark mode and phones. Email clients that support these media queries apply them; all others
 * show the inline styles, which are those of light mode.
 */
export function responsiveStyles({ accentDark, onAccentDark }: EmailBrand): string {
  return `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .paper { background-color: ${dark.paper} !important; }
  .card { background-color: ${dark.card} !important; border-color: ${dark.line} !important; }
  .ink { color: ${dark.ink} !important; }
  .muted { color: ${dark.muted} !important; }
  .line { border-color: ${dark.line} !important; }
  .link { color: ${accentDark} !important; }
  .filled { background-color: ${accentDark} !important; color: ${onAccentDark} !important; }
  .outlined { border-color: ${dark.field} !important; color: ${dark.ink} !important; }
  .danger { border-color: ${dark.danger} !important; color: ${dark.danger} !important; }
  .logo { padding: 6px 10px !important; background-color: #ffffff !important; color: ${light.ink} !important; border-radius: 8px !important; }
}
@media (max-width: 480px) {
  .card { padding: 28px 22px !important; }
  .button { display: block !important; text-align: center !important; }
}`;
}
