import { describe, expect, it, vi } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";

async function brandWith(settings: Record<string, string>) {
  setTestSettings({ APP_LOGO_URL: "", APP_URL: "https://accounts.example.com", ...settings });
  vi.resetModules();
  const { emailBrand } = await import("./email-brand");
  return emailBrand();
}

describe("the logo in emails", () => {
  it.each([
    ["https://cdn.example.com/logo.png", "https://cdn.example.com/logo.png"],
    ["https://cdn.example.com/logo.JPG?v=2", "https://cdn.example.com/logo.JPG?v=2"],
    ["/brand/logo.png", "https://accounts.example.com/brand/logo.png"],
    ["https://cdn.example.com/logo.svg", undefined],
    ["/logo.webp", undefined],
  ])("of %s is loaded from %s, and the built-in mark isn't shown", async (logo, logoUrl) => {
    expect(await brandWith({ APP_LOGO_URL: logo })).toMatchObject({ logoUrl, markUrl: undefined });
  });

  it("is the built-in mark if none is set", async () => {
    const { logoUrl, markUrl } = await brandWith({});
    expect(logoUrl).toBeUndefined();
    expect(markUrl).toMatch(/^https:\/\/accounts\.example\.com\/brand\/icon-192\.png\?v=\w+$/);
  });
});

it("has the name that is set", async () => {
  expect((await brandWith({ APP_NAME: "Acme" })).name).toBe("Acme");
});
