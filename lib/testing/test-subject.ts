import { randomUUID } from "node:crypto";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";

/** Creates an account with a device and a session, for tests of what admins do to it. Nobody can log in to it. */
export async function newSubject(fields: Partial<Prisma.UserCreateInput> = {}) {
  const username = `subject_${randomUUID().slice(0, 8)}`;
  const email = `${username}@example.com`;
  const { id } = await db().user.create({
    data: {
      username,
      usernameCanonical: username,
      email,
      emailCanonical: email,
      passwordHash: "",
      emailVerified: true,
      profile: { create: {} },
      ...fields,
    },
    select: { id: true },
  });
  const device = await db().device.create({
    data: { userId: id, fingerprintHash: "abc", name: "Firefox on Linux", type: "desktop" },
    select: { id: true },
  });
  const session = await db().session.create({
    data: {
      userId: id,
      deviceId: device.id,
      tokenHash: Buffer.from(randomUUID().replaceAll("-", ""), "hex"),
      expiresAt: new Date(Date.now() + 60_000),
    },
    select: { id: true },
  });
  return { id, username, email, deviceId: device.id, sessionId: session.id };
}
