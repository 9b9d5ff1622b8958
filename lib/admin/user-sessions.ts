import { deleteDevice } from "@/lib/devices/manage-devices";
import { adminActionSchema } from "@/lib/schemas/admin-user";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";
import { revokeSessions } from "@/lib/sessions/session";
import { type AdminWriteResult, performAdminWrite, refuse } from "./admin-write";

/**
 * Revokes one of a user's sessions.
 *
 * @param input `{ password? }`
 */
export async function revokeUserSession(
  userId: string,
  sessionId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "revoke_session", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, audit }) => {
      const count = isUuid(sessionId)
        ? await revokeSessions(transaction, audit, "revoked", { id: sessionId })
        : 0;
      if (count === 0) refuse("session_gone");
    },
  );
}

/**
 * Revokes all sessions of a user, including API tokens.
 *
 * @param input `{ password? }`
 */
export async function revokeUserSessions(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "revoke_all_sessions", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, audit }) => {
      if ((await revokeSessions(transaction, audit, "revoked", {})) === 0) refuse("no_sessions");
    },
  );
}

/**
 * Removes one of a user's devices and revokes its sessions. The next login from it counts as one from a new device.
 *
 * @param input `{ password? }`
 */
export async function removeUserDevice(
  userId: string,
  deviceId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "remove_device", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, audit }) => {
      const device = isUuid(deviceId) ? await deleteDevice(transaction, audit, deviceId) : undefined;
      if (!device) refuse("device_gone");
    },
  );
}
