import type { ListedEvent, Person } from "@/lib/admin/list-events";

const personJson = ({ id, username }: Person) => ({ id, username: username ?? null });

/** Serializes an event of the audit log. */
export function listedEventJson(listed: ListedEvent) {
  const { id, event, message, outcome, note, details, actor, subject } = listed;
  return {
    id,
    at: listed.at.toISOString(),
    event,
    message,
    outcome,
    note: note ?? null,
    details,
    actor: actor && personJson(actor),
    subject: personJson(subject),
    ip_address: listed.ipAddress,
    user_agent: listed.userAgent,
    session_id: listed.sessionId,
    request_id: listed.requestId,
  };
}
