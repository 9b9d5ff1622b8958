import { createHash } from "node:crypto";
import { type BrandPalette, DEFAULT_PALETTE, derivePalette } from "./brand-colors";
import { env } from "./env";

/** The product as pages, emails and the mailbox show it. */
export type Brand = {
  /** The name of the owner's product. */
  name: string;
  /** The URL of the logo, absolute or a path of this app; without one, the built-in mark is shown. */
  logoUrl: string | undefined;
  /** The accent color in light mode, as `#rrggbb`: readable as a text, and the color of text on it. */
  accent: string;
  onAccent: string;
  /** The same for dark mode. */
  accentDark: string;
  onAccentDark: string;
};

let palette: BrandPalette | undefined;
let version: string | undefined;

/** Returns the brand's colors in both modes: derived from `BRAND_COLOR`, or the built-in ones. */
export function brandPalette(): BrandPalette {
  const { BRAND_COLOR } = env();
  palette ??= BRAND_COLOR ? derivePalette(BRAND_COLOR) : DEFAULT_PALETTE;
  return palette;
}

/** Returns the brand that the owner has set with `APP_NAME`, `APP_LOGO_URL` and `BRAND_COLOR`. */
export function brand(): Brand {
  const { APP_NAME, APP_LOGO_URL } = env();
  const { light, dark } = brandPalette();
  return {
    name: APP_NAME,
    logoUrl: APP_LOGO_URL,
    accent: light.accent,
    onAccent: light.onAccent,
    accentDark: dark.accent,
    onAccentDark: dark.onAccent,
  };
}

/** Returns whether links need a darker shade of `BRAND_COLOR` to be readable in light mode. */
export function isBrandColorAdjusted(): boolean {
  const { BRAND_COLOR } = env();
  return BRAND_COLOR !== undefined && brandPalette().light.accent !== BRAND_COLOR;
}

/** Returns the URL of a file that is made from the brand, with a version, so that browsers may keep it forever. */
export function brandFile(name: string): string {
  version ??= createHash("sha256")
    .update(JSON.stringify([brand(), brandPalette()]))
    .digest("hex")
    .slice(0, 8);
  return `/brand/${name}?v=${version}`;
}
