import { timingSafeEqual } from "node:crypto";
import * as z from "zod/mini";
import { deriveToken, randomToken } from "@/lib/crypto/secrets";
import { FLASH_MESSAGES, type FlashId, type FlashValues, isFlashId } from "@/lib/messages/flash-messages";

/** A message that is shown once. */
export type Flash = {
  /** Tells two messages with the same text apart. */
  key: string;
  tone: "success" | "info" | "danger";
  text: string;
};

const MAX_VALUE_LENGTH = 300;
const SIGNED_FLASH = /^([\w-]{1,3000})\.([\w-]{43})$/;

const contentSchema = z.object({
  key: z.string(),
  id: z.string(),
  values: z.record(z.string(), z.string()),
});

const signatureOf = (content: string) => deriveToken("flash message cookie", content);

/**
 * Returns the value of the cookie that carries a message: its ID and what it names, with a signature. Without one, a
 * cookie that somebody else has set could put words into the app's mouth.
 */
export function encodeFlash(id: FlashId, values: FlashValues = {}): string {
  const short = Object.entries(values).map(([name, value]) => [name, value.slice(0, MAX_VALUE_LENGTH)]);
  const content = { key: randomToken().slice(0, 8), id, values: Object.fromEntries(short) };
  const encoded = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${encoded}.${signatureOf(encoded)}`;
}

/** Returns the message in the value of the cookie; `undefined` if this deployment didn't sign it. */
export function decodeFlash(cookie: string): Flash | undefined {
  const [, encoded = "", signature = ""] = SIGNED_FLASH.exec(cookie) ?? [];
  if (!signature || !timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(encoded))))
    return undefined;
  const { key, id, values } = contentSchema.parse(JSON.parse(Buffer.from(encoded, "base64url").toString()));
  if (!isFlashId(id)) return undefined;
  const { tone, text } = FLASH_MESSAGES[id];
  return { key, tone, text: text(values) };
}
