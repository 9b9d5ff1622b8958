import { contrast, type Oklch, toHex, toOklch } from "./color";

/** The colors of the brand in one mode, as `#rrggbb`. */
export type BrandColors = {
  /** Links, focus rings, and the fill of the main buttons. Readable on every background of its mode. */
  accent: string;
  /** The fill of a button that is pointed at. */
  accentStrong: string;
  /** A text on either. */
  onAccent: string;
  /** The background of what is selected. */
  tint: string;
};

export type BrandPalette = { light: BrandColors; dark: BrandColors };

/** The built-in colors. `app/globals.css` has the same values. */
export const DEFAULT_PALETTE: BrandPalette = {
  light: { accent: "#0a7457", accentStrong: "#075a44", onAccent: "#ffffff", tint: "#e3f1ea" },
  dark: { accent: "#5fd3ac", accentStrong: "#86e2c3", onAccent: "#08231a", tint: "#1c2f27" },
};

/** The contrast that text needs (WCAG 2.2, 1.4.3). */
export const MIN_CONTRAST = 4.5;

/** The backgrounds of `app/globals.css` that the accent is read on: paper, card and sunken. */
export const BACKGROUNDS = {
  light: ["#f6f5f1", "#ffffff", "#efede7"],
  dark: ["#121614", "#1b211e", "#161b18"],
} as const;

// On a dark page, a color as light as this has the weight that the brand's own color has on a light page.
const DARK_LIGHTNESS = 0.78;
const MAX_DARK_CHROMA = 0.16;
const MAX_TINT_CHROMA = 0.035;
const STRONGER = 0.07;
const STEP = 0.005;

/**
 * Derives the colors of both modes from one color. The light mode has exactly this color if it is readable; otherwise it
 * is darkened until it is. The dark mode has a light shade of it.
 *
 * @param color as `#rrggbb`
 */
export function derivePalette(color: string): BrandPalette {
  const brand = toOklch(color);
  const tintOf = (lightness: number) =>
    toHex({ ...brand, lightness, chroma: Math.min(brand.chroma, MAX_TINT_CHROMA) });
  const tint = { light: tintOf(0.95), dark: tintOf(0.29) };

  const isReadable = (mode: "light" | "dark", accent: string) =>
    [...BACKGROUNDS[mode], tint[mode]].every((background) => contrast(accent, background) >= MIN_CONTRAST);
  const readable = (mode: "light" | "dark", start: Oklch, step: number) => {
    let shade = start;
    while (!isReadable(mode, toHex(shade))) shade = { ...shade, lightness: shade.lightness + step };
    return shade;
  };

  const light = readable("light", brand, -STEP);
  const dark = readable(
    "dark",
    {
      hue: brand.hue,
      lightness: Math.max(brand.lightness, DARK_LIGHTNESS),
      chroma: Math.min(brand.chroma, MAX_DARK_CHROMA),
    },
    STEP,
  );
  return {
    light: {
      accent: light === brand ? color.toLowerCase() : toHex(light),
      accentStrong: toHex(shifted(light, -STRONGER)),
      onAccent: "#ffffff",
      tint: tint.light,
    },
    dark: {
      accent: toHex(dark),
      accentStrong: toHex(shifted(dark, STRONGER)),
      onAccent: toHex({ ...dark, lightness: 0.23, chroma: Math.min(dark.chroma, MAX_TINT_CHROMA) }),
      tint: tint.dark,
    },
  };
}

// A color at the end of the scale still has to change when it is pointed at.
function shifted(color: Oklch, by: number): Oklch {
  const lightness = color.lightness + by;
  return { ...color, lightness: lightness < 0 || lightness > 1 ? color.lightness - by : lightness };
}

/** Returns a style sheet that replaces the accent colors of `app/globals.css`. */
export function paletteStyles({ light, dark }: BrandPalette): string {
  const variables = [
    ["accent", light.accent, dark.accent],
    ["accent-strong", light.accentStrong, dark.accentStrong],
    ["on-accent", light.onAccent, dark.onAccent],
    ["tint", light.tint, dark.tint],
  ];
  const lines = variables.map(
    ([name, inLight, inDark]) => `--color-${name}:light-dark(${inLight},${inDark})`,
  );
  return `:root{${lines.join(";")}}`;
}
