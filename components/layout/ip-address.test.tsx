import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, it, vi } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { tinyGeoDatabase } from "@/lib/testing/tiny-geo-database";

const BERLIN = tinyGeoDatabase({
  "203.0.113.0/24": { city: { names: { en: "Berlin" } }, country: { names: { en: "Germany" } } },
});

async function shown(ipAddress: string, database: string) {
  setTestSettings({ GEOIP_DATABASE: database });
  vi.resetModules();
  Object.assign(globalThis, { geoDatabase: undefined });
  const { IpAddress } = await import("./ip-address");
  return renderToStaticMarkup(<IpAddress ipAddress={ipAddress} />);
}
afterEach(() => setTestSettings({ GEOIP_DATABASE: "" }));

it("shows the place before the address if a database knows it, and the address alone otherwise", async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "geo-")), "places.mmdb");
  writeFileSync(file, BERLIN);
  expect(await shown("203.0.113.7", file)).toBe("Berlin, Germany · IP 203.0.113.7");
  expect(await shown("192.0.2.1", file)).toBe("IP 192.0.2.1");
  expect(await shown("203.0.113.7", "")).toBe("IP 203.0.113.7");
});
