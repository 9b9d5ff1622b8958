import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { someActor } from "@/lib/testing/test-session";
import { MAX_PICTURE_BYTES, readPicture, removePicture, setPicture } from "./picture";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const NO_PICTURE =
  "Upload a valid image. The file you uploaded was either not an image or a corrupted image.";

/** Left half red, right half blue. */
const halves = () =>
  sharp({ create: { width: 400, height: 400, channels: 3, background: "#f00" } }).composite([
    {
      input: { create: { width: 200, height: 400, channels: 3, background: "#00f" } },
      left: 200,
      top: 0,
    },
  ]);

async function colourAt(picture: Uint8Array, left: number, top: number) {
  const { data } = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data[0] && data[0] > 128 ? "red" : "blue";
}

/** A PNG of a few hundred bytes that says it has so many pixels. */
function bomb(width: number, height: number): Buffer {
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

describe("a picture", () => {
  it.each(["jpeg", "png", "webp", "gif", "avif", "tiff"] as const)("may be a %s", async (format) => {
    const actor = await someActor();
    const file = await halves().toFormat(format).toBuffer();
    expect((await setPicture(file, actor)).ok).toBe(true);
    const found = await readPicture(actor.userId, actor.user);
    const { width, height, format: stored } = await sharp(found?.picture).metadata();
    expect([width, height, stored]).toEqual([256, 256, "webp"]);
  });

  it("is turned as its orientation says, and keeps nothing of what the camera wrote", async () => {
    const actor = await someActor();
    // Orientation 6: what lies on its left side is to stand on its feet, so the left half is on top.
    const file = await halves()
      .withExif({ IFD0: { Copyright: "somebody" }, IFD3: { GPSLatitudeRef: "N" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    await setPicture(file, actor);
    const picture = (await readPicture(actor.userId, actor.user))?.picture ?? new Uint8Array();
    expect([await colourAt(picture, 128, 20), await colourAt(picture, 128, 235)]).toEqual(["red", "blue"]);
    const { exif, orientation, icc } = await sharp(picture).metadata();
    expect([exif, orientation, icc]).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    ["no picture", Buffer.from("hello"), NO_PICTURE],
    ["nothing", Buffer.alloc(0), NO_PICTURE],
    ["a program", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), NO_PICTURE],
    ["a bomb", bomb(60_000, 60_000), "The picture has too many pixels."],
    ["too large", Buffer.alloc(MAX_PICTURE_BYTES + 1), "The picture is larger than 5 MB."],
  ])("is refused where it is %s, and the old one stays", async (_, file, message) => {
    const actor = await someActor();
    const good = await setPicture(await halves().png().toBuffer(), actor);
    expect(await setPicture(file, actor)).toEqual({
      ok: false,
      failure: { code: "invalid", errors: { picture: [message] } },
    });
    expect((await readPicture(actor.userId, actor.user))?.pictureHash).toBe(good.ok && good.value);
  });

  it("is refused where it is cut off in the middle", async () => {
    const actor = await someActor();
    const file = await halves().jpeg({ quality: 100 }).toBuffer();
    expect((await setPicture(file.subarray(0, file.length / 2), actor)).ok).toBe(false);
  });

  it("is seen by its owner and by admins, and gone when it was removed", async () => {
    const [owner, stranger] = [await someActor(), await someActor()];
    await setPicture(await halves().png().toBuffer(), owner);
    expect(await readPicture(owner.userId, stranger.user)).toBeUndefined();
    expect(await readPicture(owner.userId, { ...stranger.user, role: "admin" })).toBeDefined();
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
