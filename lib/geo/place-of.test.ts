import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { tinyGeoDatabase } from "@/lib/testing/tiny-geo-database";

const names = (en: string) => ({ names: { en, de: "anderer Name" } });
const DATABASE = tinyGeoDatabase({
  "203.0.113.0/24": { city: names("Berlin"), country: names("Germany") },
  "198.51.100.0/25": { country: names("Iceland") },
  "2001:db8:1::/48": { city: names("Reykjavík"), country: names("Iceland") },
  "192.0.2.0/24": { continent: names("Europe") },
});

/** Imports the module anew, with a database of this content; `undefined` sets no database. */
async function placesIn(content: Buffer | undefined) {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "geo-")), "places.mmdb");
  if (content) writeFileSync(file, content);
  setTestSettings({ GEOIP_DATABASE: content ? file : "" });
  // The settings and the database of an earlier test are forgotten.
  vi.resetModules();
  Object.assign(globalThis, { geoDatabase: undefined });
  return import("./place-of");
}
afterEach(() => setTestSettings({ GEOIP_DATABASE: "" }));

describe("placeOf", () => {
  it.each([
    ["203.0.113.7", "Berlin, Germany"],
    ["203.0.113.255", "Berlin, Germany"],
    ["198.51.100.1", "Iceland"],
    ["2001:db8:1:2::/64", "Reykjavík, Iceland"],
    ["2001:db8:1:2::9", "Reykjavík, Iceland"],
    ["198.51.100.200", undefined],
    ["192.0.2.1", undefined],
    ["10.0.0.1", undefined],
    ["2001:db8:2::/64", undefined],
    ["unknown", undefined],
    ["", undefined],
  ])("of %s is %s", async (ipAddress, place) => {
    const { placeOf } = await placesIn(DATABASE);
    expect(placeOf(ipAddress)).toBe(place);
  });

  it("is unknown without a database", async () => {
    const { placeOf } = await placesIn(undefined);
    expect(placeOf("203.0.113.7")).toBeUndefined();
  });

  it("is unknown with a database that can't be read, and doesn't throw", async () => {
    for (const content of [Buffer.from("not a database"), Buffer.alloc(0), DATABASE.subarray(0, -8)]) {
      const { openGeoDatabase, placeOf } = await placesIn(content);
      openGeoDatabase();
      expect(placeOf("203.0.113.7")).toBeUndefined();
    }
  });
});
