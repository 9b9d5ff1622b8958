import { createHash } from "node:crypto";
import sharp from "sharp";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { SafeUser } from "@/lib/database/safe-user";
import type { Message } from "@/lib/messages/message";
import { log } from "@/lib/observability/log";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import type { Actor } from "@/lib/sessions/current-user";

export const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
export const PICTURE_SIZE = 256;
const MEGAPIXEL = 1_000_000;
/**
 * The formats, detected from the content and not the file name, and how many megapixels each may have. Decoding takes
 * about 220 MB at most: JPEG and WebP shrink while loading and PNG and TIFF are streamed, unless they are progressive;
 * GIF and AVIF are decoded as a whole. SVG is excluded because it can contain scripts.
 */
const MAX_MEGAPIXELS: Record<string, number> = {
  jpeg: 64,
  png: 64,
  webp: 64,
  tiff: 64,
  gif: 36,
  avif: 12,
  heif: 12,
};
// How files of these formats begin. Nothing else is parsed: a crafted SVG can take arbitrarily long to render. Blocking
// the loader in sharp would do the same, but for the whole process, and the app's own icons are drawn from SVG.
const SIGNATURE = /^(\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|RIFF.{4}WEBP|II[*+]\0|MM\0[*+]|.{4}ftyp)/s;
const SIGNATURE_LENGTH = 16;
const TIMEOUT_SECONDS = 10;
// ISO 14496-12: the first box has the type `ftyp` and names the brand of the file. These brands are the HEIC
// images that iPhones take, which sharp cannot decode.
const HEIC = /^.{4}ftyp(heic|heix|hevc|mif1|msf1)/s;
const HASH_LENGTH = 22;

/** Returns the failure for an upload that exceeds the size limit. */
export function pictureTooLarge() {
  return err({ code: "invalid" as const, errors: { picture: ["image_too_large" as const] } });
}

/**
 * Sets the actor's picture from an uploaded file. The image is rotated according to its EXIF orientation,
 * cropped to a square of 256 by 256 pixels and converted to WebP. Metadata such as the GPS position is
 * removed.
 *
 * @param bytes the uploaded file, which is untrusted
 * @returns the picture's hash
 */
export async function setPicture(bytes: Uint8Array, actor: Actor): Promise<Result<string>> {
  if (bytes.length > MAX_PICTURE_BYTES) return pictureTooLarge();
  const retryAfterSeconds = await consumeRateLimit("upload", actor.userId);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  const converted = await convertToWebp(bytes);
  if (!converted.ok) return converted;
  const picture = converted.value;
  const pictureHash = createHash("sha256").update(picture).digest("base64url").slice(0, HASH_LENGTH);
  const { userId } = actor;
  const data = { picture: new Uint8Array(picture), pictureHash };
  await db().$transaction(async (transaction) => {
    await transaction.profile.upsert({
      where: { userId },
      create: { userId, ...data },
      update: data,
      select: { id: true },
    });
    await recordEvent(transaction, actor, "upload_stored", { file: "picture" });
  });
  return ok(pictureHash);
}

async function convertToWebp(bytes: Uint8Array): Promise<Result<Buffer>> {
  const refuse = (message: Message) => err({ code: "invalid" as const, errors: { picture: [message] } });
  const start = Buffer.from(bytes.subarray(0, SIGNATURE_LENGTH)).toString("latin1");
  if (!SIGNATURE.test(start)) return refuse("not_an_image");
  try {
    // The size is checked by format, below. Reading the metadata doesn't decode the image.
    const image = sharp(bytes, { limitInputPixels: false, failOn: "error" });
    const { format, width, height } = await image.metadata();
    const maxMegapixels = MAX_MEGAPIXELS[format];
    if (!maxMegapixels) return refuse("not_an_image");
    if (width * height > maxMegapixels * MEGAPIXEL) return refuse("image_too_many_pixels");
    const resized = image.rotate().resize(PICTURE_SIZE, PICTURE_SIZE, { fit: "cover" }).webp({ quality: 82 });
    return ok(await resized.timeout({ seconds: TIMEOUT_SECONDS }).toBuffer());
  } catch (error) {
    log.info({ event: "upload_validation", error: String(error).slice(0, 200) });
    if (HEIC.test(start)) return refuse("image_is_heic");
    return refuse("not_an_image");
  }
}

/** Removes the actor's picture. Does nothing if there is none. */
export async function removePicture(actor: Actor): Promise<void> {
  await db().$transaction(async (transaction) => {
    const { count } = await transaction.profile.updateMany({
      where: { userId: actor.userId, pictureHash: { not: null } },
      data: { picture: null, pictureHash: null },
    });
    if (count > 0) await recordEvent(transaction, actor, "upload_delete", { file: "picture" });
  });
}

/**
 * Returns the picture of a user, or `undefined` if there is none or the viewer may not see it.
 *
 * @param seesEveryone whether the viewer may see the pictures of others
 */
export async function readPicture(
  userId: string,
  viewer: Pick<SafeUser, "id">,
  seesEveryone = false,
): Promise<{ picture: Uint8Array<ArrayBuffer>; pictureHash: string } | undefined> {
  if (viewer.id !== userId && !seesEveryone) return undefined;
  const profile = await db().profile.findUnique({
    where: { userId },
    select: { picture: true, pictureHash: true },
  });
  if (!profile?.picture || !profile.pictureHash) return undefined;
  return { picture: profile.picture, pictureHash: profile.pictureHash };
}

/**
 * Returns the hash of a user's picture, which is part of the picture's URL, or `undefined` if there is none.
 */
export async function pictureHashOf(userId: string): Promise<string | undefined> {
  const profile = await db().profile.findUnique({ where: { userId }, select: { pictureHash: true } });
  return profile?.pictureHash ?? undefined;
}
