import { db } from "@/lib/database/client";
import type { Actor } from "@/lib/sessions/current-user";
import { type ListedSession, listSessions } from "@/lib/sessions/manage-sessions";
import { findDevices, type ListedDevice } from "./manage-devices";

const PAGE_SIZE = 10;

/** A device with its active sessions. */
export type DeviceSessions = ListedDevice & {
  /** Whether the current session is on this device. */
  isCurrent: boolean;
  sessions: ListedSession[];
};

/** A page of the actor's devices. */
export type DevicePage = {
  devices: DeviceSessions[];
  /** The sessions that belong to no device. They are part of the first page. */
  otherSessions: ListedSession[];
  /** The number of the page, beginning with 1. */
  page: number;
  pageCount: number;
  deviceCount: number;
  sessionCount: number;
};

/**
 * Lists the actor's devices with their active sessions, a page at a time: the current device first, then the others by
 * most recent use.
 *
 * @param pageNumber any value but the number of a page lists the first or the last one
 */
export async function listDeviceSessions(
  actor: Pick<Actor, "userId" | "sessionId" | "deviceId">,
  pageNumber: unknown = 1,
): Promise<DevicePage> {
  const { userId, deviceId: currentId } = actor;
  const [deviceCount, sessions] = await Promise.all([
    db().device.count({ where: { userId } }),
    listSessions(actor),
  ]);
  const pageCount = Math.max(1, Math.ceil(deviceCount / PAGE_SIZE));
  const page = Math.min(Math.max(1, Math.trunc(Number(pageNumber)) || 1), pageCount);
  const devices = await findDevices(userId, {
    first: currentId,
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
  });
  return {
    devices: devices.map((device) => ({
      ...device,
      isCurrent: device.id === currentId,
      sessions: sessions.filter(({ deviceId }) => deviceId === device.id),
    })),
    otherSessions: page === 1 ? sessions.filter(({ deviceId }) => deviceId === null) : [],
    page,
    pageCount,
    deviceCount,
    sessionCount: sessions.length,
  };
}
