import sharp from "sharp";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { GET } from "@/app/pictures/[userId]/route";
import { currentReader } from "@/lib/sessions/current-user";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { setPicture } from "./picture";

vi.mock("@/lib/sessions/current-user", { spy: true });

type Actor = Awaited<ReturnType<typeof newActor>>;

let services: TestServices;
let owner: Actor;
beforeAll(async () => {
  services = await startTestServices({ MFA_REQUIRED_FOR: "admin" });
  owner = await newActor();
  const image = { create: { width: 8, height: 8, channels: 3, background: "#f00" } } as const;
  expect(await setPicture(await sharp(image).png().toBuffer(), owner)).toMatchObject({ ok: true });
});
afterAll(() => services.close());

async function statusFor(reader: Actor | undefined): Promise<number> {
  vi.mocked(currentReader).mockResolvedValueOnce(reader);
  const request = new Request(`http://localhost:3000/pictures/${owner.userId}`);
  return (await GET(request, { params: Promise.resolve({ userId: owner.userId }) })).status;
}

it("shows a picture to its owner and to managers, and to nobody else", async () => {
  expect(await statusFor(owner)).toBe(200);
  expect(await statusFor(await newActor("manager"))).toBe(200);
  expect(await statusFor(await newActor())).toBe(404);
  expect(await statusFor(undefined)).toBe(404);
});

it("hides a picture from an admin who lacks the required second factor", async () => {
  const admin = await newActor("admin");
  expect(await statusFor(admin)).toBe(404);
  expect(await statusFor({ ...admin, aal: 2, twoFactorSince: new Date() })).toBe(200);
});
