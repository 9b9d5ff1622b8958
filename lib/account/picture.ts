import { createHash } from "node:crypto";
import sharp from "sharp";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { SafeUser } from "@/lib/database/safe-user";
import { log } from "@/lib/observability/log";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import type { Actor } from "@/lib/sessions/current-user";

export const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
export const PICTURE_SIZE = 256;
/** A picture of fifty megapixels takes some 200 MB to unpack; more than any camera in a phone makes counts as a bomb. */
const MAX_PIXELS = 50_000_000;
// What the content says, whatever the file is called. SVG is a program, and not among them.
const FORMATS = ["jpeg", "png", "webp", "gif", "avif", "heif", "tiff"];
// Refused before it is read: reading one can take as long as its author likes.
sharp.block({ operation: ["VipsForeignLoadSvg"] });
const TIMEOUT_SECONDS = 10;
// ISO 14496-12: a box of type `ftyp` first, which says what follows. What iPhones make, and sharp does not read.
const HEIC = /^ftyp(heic|heix|hevc|mif1|msf1)/;
export const HEIC_TEXT = "Pictures of this kind (HEIC) cannot be read. Please choose a JPEG or a PNG.";
const NO_PICTURE =
  "Upload a valid image. The file you uploaded was either not an image or a corrupted image.";
const TOO_LARGE = "The picture is larger than 5 MB.";
const TOO_MANY_PIXELS = "The picture has too many pixels.";
const HASH_LENGTH = 22;

/** The failure of a picture that is larger than may be sent. */
export function pictureTooLarge() {
  return err({ code: "invalid" as const, errors: { picture: [TOO_LARGE] } });
}

/**
 * Makes an uploaded file the actor's picture: turned as its orientation says, cut to a square of 256
 * pixels, as WebP, without what a camera writes into it.
 *
 * @param bytes the file, as it came from outside
 * @returns the picture's hash
 */
export async function setPicture(bytes: Uint8Array, actor: Actor): Promise<Result<string>> {
  if (bytes.length > MAX_PICTURE_BYTES) return pictureTooLarge();
  const retryAfterSeconds = await consumeRateLimit("upload", actor.userId);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  const converted = await convert(bytes);
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

async function convert(bytes: Uint8Array): Promise<Result<Buffer>> {
  const refuse = (message: string) => err({ code: "invalid" as const, errors: { picture: [message] } });
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
    const { format, width, height } = await image.metadata();
    if (!FORMATS.includes(format)) return refuse(NO_PICTURE);
    if (width * height > MAX_PIXELS) return refuse(TOO_MANY_PIXELS);
    const small = image.rotate().resize(PICTURE_SIZE, PICTURE_SIZE, { fit: "cover" }).webp({ quality: 82 });
    return ok(await small.timeout({ seconds: TIMEOUT_SECONDS }).toBuffer());
  } catch (error) {
    log.info({ event: "upload_validation", error: String(error).slice(0, 200) });
    if (HEIC.test(Buffer.from(bytes.subarray(4, 16)).toString("latin1"))) return refuse(HEIC_TEXT);
    return refuse(/pixel limit/.test(String(error)) ? TOO_MANY_PIXELS : NO_PICTURE);
  }
}

/** Takes the actor's picture away, if there is one. */
export async function removePicture(actor: Actor): Promise<void> {
  await db().$transaction(async (transaction) => {
    const { count } = await transaction.profile.updateMany({
      where: { userId: actor.userId, pictureHash: { not: null } },
      data: { picture: null, pictureHash: null },
    });
    if (count > 0) await recordEvent(transaction, actor, "upload_delete", { file: "picture" });
  });
}

/** Somebody's picture, for themselves and for admins; `undefined` for everybody else, and where there is none. */
export async function readPicture(
  userId: string,
  viewer: Pick<SafeUser, "id" | "role">,
): Promise<{ picture: Uint8Array<ArrayBuffer>; pictureHash: string } | undefined> {
  if (viewer.id !== userId && viewer.role !== "admin") return undefined;
  const profile = await db().profile.findUnique({
    where: { userId },
    select: { picture: true, pictureHash: true },
  });
  if (!profile?.picture || !profile.pictureHash) return undefined;
  return { picture: profile.picture, pictureHash: profile.pictureHash };
}

/** Which picture somebody has, for who shows it. */
export async function pictureHashOf(userId: string): Promise<string | undefined> {
  const profile = await db().profile.findUnique({ where: { userId }, select: { pictureHash: true } });
  return profile?.pictureHash ?? undefined;
}
