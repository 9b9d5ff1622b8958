import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BACKGROUNDS,
  type BrandColors,
  DEFAULT_PALETTE,
  derivePalette,
  MIN_CONTRAST,
  paletteStyles,
} from "./brand-colors";
import { contrast, toHex, toOklch } from "./color";

const HEX = /^#[\da-f]{6}$/;
const hexColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

function lowestContrast(mode: "light" | "dark", colors: BrandColors) {
  const { accent, onAccent, fill, fillStrong, onFill, tint } = colors;
  return Math.min(
    contrast(onAccent, accent),
    contrast(onFill, fill),
    contrast(onFill, fillStrong),
    ...[...BACKGROUNDS[mode], tint].map((background) => contrast(accent, background)),
  );
}

describe("derivePalette", () => {
  it("is readable in both modes for every color", () => {
    const extremes = ["#000000", "#ffffff", "#ffff00", "#0000ff", "#ff0000", "#00ff00", "#808080"];
    fc.assert(
      fc.property(hexColor, (color) => {
        const palette = derivePalette(color);
        for (const mode of ["light", "dark"] as const) {
          expect(lowestContrast(mode, palette[mode])).toBeGreaterThanOrEqual(MIN_CONTRAST);
          for (const derived of Object.values(palette[mode])) expect(derived).toMatch(HEX);
          expect(palette[mode].fillStrong).not.toBe(palette[mode].fill);
        }
      }),
      { numRuns: 500, examples: extremes.map((color) => [color]) },
    );
  });

  it("keeps a color that is readable as it is", () => {
    for (const color of ["#0a7457", "#4f46e5", "#000000", "#a3182f"]) {
      expect(derivePalette(color).light).toMatchObject({ accent: color, fill: color, onFill: "#ffffff" });
    }
  });

  it("keeps a light color for buttons, with a dark text, and darkens it for links, in the same hue", () => {
    for (const color of ["#ffd400", "#ff6b00", "#22d3ee"]) {
      const { accent, fill, onFill } = derivePalette(color).light;
      expect(fill).toBe(color);
      expect(contrast(onFill, "#ffffff")).toBeGreaterThan(contrast(color, "#ffffff"));
      expect(toOklch(accent).lightness).toBeLessThan(toOklch(color).lightness);
      expect(Math.abs(toOklch(accent).hue - toOklch(color).hue)).toBeLessThan(0.1);
    }
  });

  it("darkens the buttons, too, where they would not be seen on the page", () => {
    const { accent, fill } = derivePalette("#fffbe6").light;
    expect(fill).toBe(accent);
  });
});

describe("the built-in colors", () => {
  const css = readFileSync("app/globals.css", "utf8");

  it("are readable in both modes", () => {
    expect(lowestContrast("light", DEFAULT_PALETTE.light)).toBeGreaterThanOrEqual(MIN_CONTRAST);
    expect(lowestContrast("dark", DEFAULT_PALETTE.dark)).toBeGreaterThanOrEqual(MIN_CONTRAST);
  });

  it("are the same in the style sheet", () => {
    const spaced = paletteStyles(DEFAULT_PALETTE).slice(":root{".length, -1);
    for (const line of spaced.split(";")) {
      expect(css).toContain(`${line.replace(":", ": ").replace(/,(?=#)/, ", ")};`);
    }
    for (const [index, name] of ["paper", "card", "sunken"].entries()) {
      expect(css).toContain(
        `--color-${name}: light-dark(${BACKGROUNDS.light[index]}, ${BACKGROUNDS.dark[index]});`,
      );
    }
  });

  it("has text in every state color that is readable on its tint and on every background", () => {
    for (const state of ["success", "warn", "danger"]) {
      const valuesOf = (name: string) =>
        new RegExp(`--color-${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)?.slice(1) ?? [];
      const [text, tint] = [valuesOf(state), valuesOf(`${state}-tint`)];
      for (const [index, mode] of (["light", "dark"] as const).entries()) {
        for (const background of [String(tint[index]), ...BACKGROUNDS[mode]]) {
          expect(contrast(String(text[index]), background)).toBeGreaterThanOrEqual(MIN_CONTRAST);
        }
      }
    }
  });
});

describe("color conversion", () => {
  it("returns what it was given", () => {
    fc.assert(
      fc.property(hexColor, (color) => {
        expect(toHex(toOklch(color))).toBe(color);
      }),
    );
  });

  it("measures contrast as WCAG does", () => {
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
});
