import type { Change } from "./record-event";

type Names = { username: string; phoneNumber: string };

/** Returns what an audit event tells of a new username and a new phone number; nothing of what stays the same. */
export function changedNames(before: Names, after: Names): { username?: Change; phoneNumber?: Change } {
  return {
    ...(after.username !== before.username && {
      username: { from: before.username, to: after.username },
    }),
    ...(after.phoneNumber !== before.phoneNumber && {
      phoneNumber: { from: before.phoneNumber || "none", to: after.phoneNumber || "none" },
    }),
  };
}
