import { cookies, headers } from "next/headers";
import type { FlashId, FlashValues } from "@/lib/messages/flash-messages";
import { baseOptions, cookieName } from "./cookies";
import { decodeFlash, encodeFlash, type Flash } from "./flash-cookie";
import { FLASH_COOKIE, FLASH_HEADER } from "./flash-names";

const MAX_AGE_SECONDS = 60;

/**
 * Shows a message on the page that the browser gets next, once. For a server action or route that then redirects.
 *
 * @param values what the message names, such as `{ name: "Chrome on Linux" }`
 */
export async function setFlash(id: FlashId, values?: FlashValues): Promise<void> {
  (await cookies()).set(cookieName(FLASH_COOKIE), encodeFlash(id, values), {
    ...baseOptions(),
    // The browser deletes it where a page changes without being loaded. It holds nothing but a signed text.
    httpOnly: false,
    maxAge: MAX_AGE_SECONDS,
  });
}

/** Returns the message to show on this page, and the name of the cookie that it came in. */
export async function readFlash(): Promise<(Flash & { cookie: string }) | undefined> {
  const cookie = cookieName(FLASH_COOKIE);
  // On page loads the proxy has moved the cookie's value to a header.
  const value = (await headers()).get(FLASH_HEADER) ?? (await cookies()).get(cookie)?.value;
  const flash = value ? decodeFlash(value) : undefined;
  return flash && { ...flash, cookie };
}
