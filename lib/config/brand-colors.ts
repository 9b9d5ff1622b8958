import { contrast, type Oklch, toHex, toOklch } from "./color";

/** The colors of the brand in one mode, as `#rrggbb`. */
export type BrandColors = {
  /** Links, icons and focus rings. Readable on every background of its mode. */
  accent: string;
  /** A text on the accent. */
  onAccent: string;
  /** The background of the main buttons. */
  fill: string;
  /** The same while the button is pointed at. */
  fillStrong: string;
  /** A text on either. */
  onFill: string;
  /** The background of what is selected. */
  tint: string;
};

export type BrandPalette = { light: BrandColors; dark: BrandColors };

/** The built-in colors. `app/globals.css` has the same values. */
export const DEFAULT_PALETTE: BrandPalette = {
  light: {
    accent: "#0a7457",
    onAccent: "#ffffff",
    fill: "#0a7457",
    fillStrong: "#075a44",
    onFill: "#ffffff",
    tint: "#e3f1ea",
  },
  dark: {
    accent: "#5fd3ac",
    onAccent: "#08231a",
    fill: "#5fd3ac",
    fillStrong: "#86e2c3",
    onFill: "#08231a",
    tint: "#1c2f27",
  },
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
const DARK_TEXT_LIGHTNESS = 0.23;
// A button whose fill differs less from the page doesn't look like one.
const MIN_FILL_CONTRAST = 1.15;
const STRONGER = 0.07;
const STEP = 0.005;
const WHITE = "#ffffff";

/**
 * Derives the colors of both modes from one color. In light mode, buttons have exactly this color, unless it is nearly
 * white; links have it, too, or else the lightest shade that is readable. The dark mode has a light shade of it.
 *
 * @param color as `#rrggbb`
 */
export function derivePalette(color: string): BrandPalette {
  const brand = toOklch(color);
  const tintOf = (lightness: number) =>
    toHex({ ...brand, lightness, chroma: Math.min(brand.chroma, MAX_TINT_CHROMA) });
  const tint = { light: tintOf(0.95), dark: tintOf(0.29) };
  const readable = (mode: "light" | "dark", start: Oklch, step: number) =>
    shadeThat(start, step, (shade) =>
      [...BACKGROUNDS[mode], tint[mode]].every((background) => contrast(shade, background) >= MIN_CONTRAST),
    );

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
  const isVisible = BACKGROUNDS.light.every((page) => contrast(color, page) >= MIN_FILL_CONTRAST);
  const lightFill = fillColors(isVisible ? brand : light);
  const darkFill = fillColors(dark);
  return {
    light: { accent: toHex(light), onAccent: WHITE, ...lightFill, tint: tint.light },
    dark: { accent: darkFill.fill, onAccent: darkFill.onFill, ...darkFill, tint: tint.dark },
  };
}

function fillColors(color: Oklch): Pick<BrandColors, "fill" | "fillStrong" | "onFill"> {
  const fill = toHex(color);
  const isReadable = (text: string, background = fill) => contrast(text, background) >= MIN_CONTRAST;
  const dark = {
    hue: color.hue,
    lightness: DARK_TEXT_LIGHTNESS,
    chroma: Math.min(color.chroma, MAX_TINT_CHROMA),
  };
  const onFill = isReadable(WHITE) ? WHITE : toHex(shadeThat(dark, -STEP, (shade) => isReadable(shade)));
  // Darker if the text stays readable on it, and lighter otherwise.
  const fillStrong = [-STRONGER, STRONGER]
    .map((by) => ({ ...color, lightness: Math.min(Math.max(color.lightness + by, 0), 1) }))
    .map(toHex)
    .find((shade) => shade !== fill && isReadable(onFill, shade));
  return { fill, fillStrong: fillStrong ?? fill, onFill };
}

/** Makes a color lighter or darker, step by step, until it is as it should be. At the latest, black or white is. */
function shadeThat(start: Oklch, step: number, isRight: (shade: string) => boolean): Oklch {
  let shade = start;
  while (!isRight(toHex(shade)) && shade.lightness >= 0 && shade.lightness <= 1) {
    shade = { ...shade, lightness: shade.lightness + step };
  }
  return shade;
}

/** Returns a style sheet that replaces the accent colors of `app/globals.css`. */
export function paletteStyles({ light, dark }: BrandPalette): string {
  const variables = [
    ["color-accent", light.accent, dark.accent],
    ["color-on-accent", light.onFill, dark.onFill],
    ["color-tint", light.tint, dark.tint],
    ["background-color-accent", light.fill, dark.fill],
    ["background-color-accent-strong", light.fillStrong, dark.fillStrong],
    ["fill-accent", light.fill, dark.fill],
  ];
  const lines = variables.map(([name, inLight, inDark]) => `--${name}:light-dark(${inLight},${inDark})`);
  return `:root{${lines.join(";")}}`;
}
