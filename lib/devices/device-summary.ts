import type { DeviceType } from "@/lib/generated/prisma/client";

const TYPES: Record<DeviceType, string> = { desktop: "Computer", mobile: "Phone", tablet: "Tablet" };
// What browsers report of the processor, which tells people nothing.
const ARCHITECTURE = / (x86_64|x86|i[3-6]86|amd64|aarch64|arm64|armv\w+)$/;

/** Describes a device in addition to its name: "Computer · Firefox on Linux". */
export function deviceSummary(device: {
  name: string;
  type: DeviceType;
  browser: string;
  os: string;
}): string {
  const os = device.os.replace(ARCHITECTURE, "");
  const software = [device.browser, os].filter(Boolean).join(" on ");
  // The name that a device has at first says the same.
  return [TYPES[device.type], device.name.includes(software) ? "" : software].filter(Boolean).join(" · ");
}
