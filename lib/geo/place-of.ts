import { readFileSync } from "node:fs";
import { type CityResponse, Reader } from "mmdb-lib";
import { env } from "@/lib/config/env";
import { describeError, log } from "@/lib/observability/log";

/** What is read from a database, which may have countries only. */
type Entry = Pick<CityResponse, "city" | "country">;

// Shared by all of the server's bundles, so that the database is in memory once. `null`: there is none.
const shared = globalThis as { geoDatabase?: Reader<Entry> | null };

/**
 * Opens the database of `GEOIP_DATABASE`, a file in MaxMind's format (https://maxmind.github.io/MaxMind-DB/), and keeps
 * it in memory. A database that can't be read is logged and does without: places are a convenience, and a login must not
 * fail for want of them.
 */
export function openGeoDatabase(): void {
  const file = env().GEOIP_DATABASE;
  shared.geoDatabase = null;
  if (!file) return;
  try {
    shared.geoDatabase = new Reader<Entry>(readFileSync(file));
  } catch (error) {
    log.error({ event: "geo_database_unreadable", error: describeError(error) });
  }
}

/**
 * Returns the place that an IP address is registered for, such as `Berlin, Germany` or `Germany`. It is approximate: the
 * provider's place for a phone, and the exit's for a VPN.
 *
 * @param ipAddress an IPv4 address, an IPv6 address or an IPv6 network such as `2001:db8:1:2::/64`
 * @returns `undefined` without a database, and for an address that it doesn't know, such as a private one
 */
export function placeOf(ipAddress: string): string | undefined {
  if (shared.geoDatabase === undefined) openGeoDatabase();
  const [address = ""] = ipAddress.split("/");
  const entry = shared.geoDatabase && lookUp(shared.geoDatabase, address);
  const names = [entry?.city?.names.en, entry?.country?.names.en].filter(Boolean);
  return names.length > 0 ? names.join(", ") : undefined;
}

function lookUp(reader: Reader<Entry>, address: string): Entry | null {
  try {
    return reader.get(address);
  } catch {
    // What is no IP address, such as "unknown", has no place.
    return null;
  }
}
