/** A color in OKLCH: lightness (0 to 1), chroma (0 to about 0.37) and hue in radians. */
export type Oklch = { lightness: number; chroma: number; hue: number };

type Rgb = [number, number, number];

const CHANNELS = [1, 3, 5] as const;
// Allows for rounding at the edge of what sRGB can show.
const GAMUT_TOLERANCE = 0.0005;
const SEARCH_STEPS = 20;

/** Converts `#rrggbb` to OKLCH (https://bottosson.github.io/posts/oklab/). */
export function toOklch(hex: string): Oklch {
  const [red, green, blue] = toLinear(hex);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  };
}

/** Converts OKLCH to `#rrggbb`. Chroma that a screen can't show at this lightness is reduced. */
export function toHex(color: Oklch): string {
  let rgb = toRgb(color);
  if (!isInGamut(rgb)) {
    let [low, high] = [0, color.chroma];
    for (let step = 0; step < SEARCH_STEPS; step++) {
      const chroma = (low + high) / 2;
      if (isInGamut(toRgb({ ...color, chroma }))) low = chroma;
      else high = chroma;
    }
    rgb = toRgb({ ...color, chroma: low });
  }
  return `#${rgb.map(toChannel).join("")}`;
}

/** Returns the contrast between two `#rrggbb` colors, from 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (lighter + 0.05) / (darker + 0.05);
}

function toLinear(hex: string): Rgb {
  return CHANNELS.map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

function luminance(hex: string): number {
  const [red, green, blue] = toLinear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toRgb({ lightness, chroma, hue }: Oklch): Rgb {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function isInGamut(rgb: Rgb): boolean {
  return rgb.every((value) => value >= -GAMUT_TOLERANCE && value <= 1 + GAMUT_TOLERANCE);
}

function toChannel(linear: number): string {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.max(linear, 0) ** (1 / 2.4) - 0.055;
  const byte = Math.round(Math.min(Math.max(value, 0), 1) * 255);
  return byte.toString(16).padStart(2, "0");
}
