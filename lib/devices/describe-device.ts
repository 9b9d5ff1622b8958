import { createHash } from "node:crypto";
import { userAgent } from "next/server";
import type * as z from "zod";
import { BROWSER_LENGTH, DEVICE_NAME_LENGTH, type deviceSchema, OS_LENGTH } from "@/lib/schemas/device";

const FINGERPRINT = /^[0-9a-zA-Z]{10,255}$/;

/**
 * What a request tells about the device that it comes from, without asking anybody.
 *
 * @param fingerprint what the browser's script computed; without one, what the headers have in common
 *   with other requests of the same browser stands in for it
 */
export function describeDevice(headers: Headers, fingerprint: string): z.input<typeof deviceSchema> {
  const { browser, os, device } = userAgent({ headers });
  const type = device.type === "mobile" || device.type === "tablet" ? device.type : "desktop";
  const product = [device.vendor, device.model].filter(Boolean).join(" ");
  const system = [os.name, os.version].filter(Boolean).join(" ");
  const name = `${browser.name ?? "Browser"} on ${product || os.name || "an unknown system"}`;
  return {
    fingerprint_hash: FINGERPRINT.test(fingerprint) ? fingerprint : fingerprintOf(headers),
    device_name: cut(name, DEVICE_NAME_LENGTH),
    device_type: type,
    ...(browser.name && { browser: cut(browser.name, BROWSER_LENGTH) }),
    ...(system && { os: cut(system, OS_LENGTH) }),
  };
}

function fingerprintOf(headers: Headers): string {
  const traits = ["user-agent", "accept-language", "sec-ch-ua", "sec-ch-ua-platform"];
  return createHash("sha256")
    .update(traits.map((trait) => headers.get(trait) ?? "").join("\n"))
    .digest("hex");
}

function cut(text: string, length: number): string {
  return [...text].slice(0, length).join("");
}
