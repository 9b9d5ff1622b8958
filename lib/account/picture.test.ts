import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { MAX_PICTURE_BYTES, readPicture, removePicture, setPicture } from "./picture";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

/** Creates an image whose left half is red and right half is blue. */
const twoColorImage = () =>
  sharp({ create: { width: 400, height: 400, channels: 3, background: "#f00" } }).composite([
    {
      input: { create: { width: 200, height: 400, channels: 3, background: "#00f" } },
      left: 200,
      top: 0,
    },
  ]);

async function colorAt(picture: Uint8Array, left: number, top: number) {
  const { data } = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data[0] && data[0] > 128 ? "red" : "blue";
}

/** Creates a PNG of about a kilobyte whose header claims the given dimensions. */
function decompressionBomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length, 0);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("picture", () => {
  it.each(["jpeg", "png", "webp", "gif", "avif", "tiff"] as const)(
    "accepts the format %s",
    async (format) => {
      const actor = await newActor();
      const file = await twoColorImage().toFormat(format).toBuffer();
      expect((await setPicture(file, actor)).ok).toBe(true);
      const found = await readPicture(actor.userId, actor.user);
      const { width, height, format: stored } = await sharp(found?.picture).metadata();
      expect([width, height, stored]).toEqual([256, 256, "webp"]);
    },
  );

  it("accepts photos of 50-megapixel cameras", async () => {
    const photo = sharp({ create: { width: 8192, height: 6144, channels: 3, background: "#f00" } });
    expect((await setPicture(await photo.jpeg().toBuffer(), await newActor())).ok).toBe(true);
  });

  it("limits the pixels by what the format costs to decode", async () => {
    const image = sharp({ create: { width: 4096, height: 3072, channels: 3, background: "#f00" } });
    expect(await setPicture(await image.avif({ effort: 0 }).toBuffer(), await newActor())).toMatchObject({
      failure: { errors: { picture: ["image_too_many_pixels"] } },
    });
  });

  it("is rotated by its EXIF orientation and stripped of metadata", async () => {
    const actor = await newActor();
    // Orientation 6 means a clockwise rotation by 90 degrees, which puts the left half on top.
    const file = await twoColorImage()
      .withExif({ IFD0: { Copyright: "someone" }, IFD3: { GPSLatitudeRef: "N" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    await setPicture(file, actor);
    const picture = (await readPicture(actor.userId, actor.user))?.picture ?? new Uint8Array();
    expect([await colorAt(picture, 128, 20), await colorAt(picture, 128, 235)]).toEqual(["red", "blue"]);
    const { exif, orientation, icc } = await sharp(picture).metadata();
    expect([exif, orientation, icc]).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    ["is not an image", Buffer.from("hello"), "not_an_image"],
    ["is empty", Buffer.alloc(0), "not_an_image"],
    [
      "is an SVG",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      "not_an_image",
    ],
    [
      "is an SVG that begins like a GIF",
      Buffer.from('GIF89a<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      "not_an_image",
    ],
    ["has too many pixels", decompressionBomb(60_000, 60_000), "image_too_many_pixels"],
    ["is too large", Buffer.alloc(MAX_PICTURE_BYTES + 1), "image_too_large"],
  ])("keeps the old picture if the new file %s", async (_, file, message) => {
    const actor = await newActor();
    const old = await setPicture(await twoColorImage().png().toBuffer(), actor);
    expect(await setPicture(file, actor)).toEqual({
      ok: false,
      failure: { code: "invalid", errors: { picture: [message] } },
    });
    expect((await readPicture(actor.userId, actor.user))?.pictureHash).toBe(old.ok && old.value);
  });

  it("leaves sharp able to draw the icons of the app, which are SVG", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    expect((await sharp(Buffer.from(svg)).png().metadata()).width).toBe(9);
  });

  it("rejects a truncated file", async () => {
    const actor = await newActor();
    const file = await twoColorImage().jpeg({ quality: 100 }).toBuffer();
    expect((await setPicture(file.subarray(0, file.length / 2), actor)).ok).toBe(false);
  });

  it("is visible to its owner and to admins until it is removed", async () => {
    const [owner, stranger] = [await newActor(), await newActor()];
    await setPicture(await twoColorImage().png().toBuffer(), owner);
    expect(await readPicture(owner.userId, stranger.user)).toBeUndefined();
    expect(await readPicture(owner.userId, stranger.user, true)).toBeDefined();
    await removePicture(owner);
    await removePicture(owner);
    expect(await readPicture(owner.userId, owner.user)).toBeUndefined();
    const events = await db().auditEvent.findMany({
      where: { userId: owner.userId, event: { startsWith: "upload" } },
      orderBy: { createdAt: "asc" },
    });
    expect(events.map(({ event }) => event)).toEqual(["upload_stored", "upload_delete"]);
  });
});
