import type { Actor } from "@/lib/sessions/current-user";
import { type ListedSession, listSessions } from "@/lib/sessions/manage-sessions";
import { type ListedDevice, listDevices } from "./manage-devices";

/** A device with its active sessions. */
export type DeviceSessions = ListedDevice & {
  /** Whether the current session is on this device. */
  isCurrent: boolean;
  sessions: ListedSession[];
};

/**
 * Lists the actor's devices with their active sessions: the current device first, then the others by most recent use.
 *
 * @returns the devices, and the sessions that belong to none
 */
export async function listDeviceSessions(
  actor: Actor,
): Promise<{ devices: DeviceSessions[]; otherSessions: ListedSession[] }> {
  const [devices, sessions] = await Promise.all([listDevices(actor), listSessions(actor)]);
  const listed = devices.map((device) => ({
    ...device,
    isCurrent: device.id === actor.deviceId,
    sessions: sessions.filter(({ deviceId }) => deviceId === device.id),
  }));
  const known = new Set(devices.map(({ id }) => id));
  return {
    devices: listed.sort((left, right) => Number(right.isCurrent) - Number(left.isCurrent)),
    otherSessions: sessions.filter(({ deviceId }) => !deviceId || !known.has(deviceId)),
  };
}
