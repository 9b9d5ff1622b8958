import type { Prisma } from "@/lib/generated/prisma/client";

/** The columns of a user that may leave `lib`: no password hash, no secret. */
export const safeUser = {
  id: true,
  username: true,
  email: true,
  role: true,
  emailVerified: true,
} satisfies Prisma.UserSelect;

export type SafeUser = Prisma.UserGetPayload<{ select: typeof safeUser }>;
