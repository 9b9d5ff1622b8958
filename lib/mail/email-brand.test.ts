import { describe, expect, it, vi } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";

async function brandWith(settings: Record<string, string>) {
  setTestSettings({ APP_LOGO_URL: "", ...settings });
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
    ["data:image/png;base64,AAAA", undefined],
    ["", undefined],
  ])("of %s is loaded from %s", async (logo, url) => {
    const settings = { APP_LOGO_URL: logo, APP_URL: "https://accounts.example.com" };
    expect((await brandWith(settings)).logoUrl).toBe(url);
  });
});

it("has the name that is set", async () => {
  expect((await brandWith({ APP_NAME: "Acme" })).name).toBe("Acme");
});
