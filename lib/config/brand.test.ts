import { beforeAll, describe, expect, it } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { brand, brandFile, brandPalette, isBrandColorAdjusted } from "./brand";
import { derivePalette, paletteStyles } from "./brand-colors";

beforeAll(() =>
  setTestSettings({
    APP_NAME: "Acme & Söhne",
    APP_LOGO_URL: "https://cdn.example.com/logo.svg",
    BRAND_COLOR: "#FFD400",
  }),
);

describe("the owner's brand", () => {
  it("has the name and logo as they are set, and readable colors", () => {
    const { light, dark } = derivePalette("#ffd400");
    expect(brand()).toEqual({
      name: "Acme & Söhne",
      logoUrl: "https://cdn.example.com/logo.svg",
      accent: light.accent,
      onAccent: light.onAccent,
      accentDark: dark.accent,
      onAccentDark: dark.onAccent,
    });
    expect(isBrandColorAdjusted()).toBe(true);
  });

  it("replaces the accent colors of pages in both schemes", () => {
    const { accent } = brand();
    expect(paletteStyles(brandPalette())).toContain(`--color-accent:light-dark(${accent},`);
  });

  it("gives its files a version, so that browsers may keep them", () => {
    expect(brandFile("icon.svg")).toMatch(/^\/brand\/icon\.svg\?v=[\da-f]{8}$/);
  });
});
