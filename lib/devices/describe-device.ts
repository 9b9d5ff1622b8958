import { createHash } from "node:crypto";
import { userAgent } from "next/server";
import type * as z from "zod";
import { BROWSER_LENGTH, DEVICE_NAME_LENGTH, type deviceSchema, OS_LENGTH } from "@/lib/schemas/device";

const FINGERPRINT = /^[0-9a-zA-Z]{10,255}$/;

/**
 * Describes the device that a request comes from, based on its headers.
 *
 * @param fingerprint the fingerprint that the browser's script computed; if it is missing or malformed, a
 *   hash of headers that stay the same between requests of a browser replaces it
 */
export function describeDevice(headers: Headers, fingerprint: string): z.input<typeof deviceSchema> {
  const { browser, os, device } = userAgent({ headers });
  const type = device.type === "mobile" || device.type === "tablet" ? device.type : "desktop";
  const product = [device.vendor, device.model].filter(Boolean).join(" ");
  const osName = [os.name, os.version].filter(Boolean).join(" ");
  const name = [browser.name ?? "Unknown browser", product || os.name].filter(Boolean).join(" on ");
  return {
    fingerprint_hash: FINGERPRINT.test(fingerprint) ? fingerprint : hashHeaders(headers),
    device_name: truncate(name, DEVICE_NAME_LENGTH),
    device_type: type,
    ...(browser.name && { browser: truncate(browser.name, BROWSER_LENGTH) }),
    ...(osName && { os: truncate(osName, OS_LENGTH) }),
  };
}

function hashHeaders(headers: Headers): string {
  const names = ["user-agent", "accept-language", "sec-ch-ua", "sec-ch-ua-platform"];
  return createHash("sha256")
    .update(names.map((name) => headers.get(name) ?? "").join("\n"))
    .digest("hex");
}

function truncate(text: string, length: number): string {
  return [...text].slice(0, length).join("");
}
