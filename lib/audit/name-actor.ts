import type { Prisma } from "@/lib/generated/prisma/client";

/** Who makes a change: a user in a session of theirs, and the client that they use. */
type NamedActor = {
  userId: string;
  sessionId: string;
  ipAddress: string;
  requestId: string;
  userAgent?: string | undefined;
};

/** Tells the triggers that record events who acts, until the end of the transaction. */
export async function nameActor(
  transaction: Prisma.TransactionClient,
  { userId, sessionId, ipAddress, requestId, userAgent = "" }: NamedActor,
): Promise<void> {
  await transaction.$queryRaw`
    SELECT set_config('app.actor_id', ${userId}, true), set_config('app.session_id', ${sessionId}, true),
      set_config('app.ip_address', ${ipAddress}, true), set_config('app.request_id', ${requestId}, true),
      set_config('app.user_agent', ${userAgent}, true)`;
}
