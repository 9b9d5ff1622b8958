import type { ListedSession } from "@/lib/sessions/manage-sessions";
import { SessionRow } from "./session-row";

const SHOWN_AT_FIRST = 3;

type SessionListProps = {
  sessions: ListedSession[];
  /** What the sessions are called: their device. */
  name: string;
};

/** The sessions of a device: the first ones, and the others behind a button. */
export function SessionList({ sessions, name }: SessionListProps) {
  // A button for a single session would take as much space as that session.
  const shown = sessions.length === SHOWN_AT_FIRST + 1 ? sessions.length : SHOWN_AT_FIRST;
  const hidden = sessions.slice(shown);
  return (
    <>
      <Rows sessions={sessions.slice(0, shown)} name={name} />
      {hidden.length > 0 && (
        <details className="group mt-3.5 border-t border-line pt-3">
          <summary className="w-fit cursor-pointer text-sm font-semibold text-accent">
            <span className="group-open:hidden">Show {hidden.length} more sessions</span>
            <span className="hidden group-open:inline">Show fewer sessions</span>
          </summary>
          <div className="mt-3 border-t border-line">
            <Rows sessions={hidden} name={name} />
          </div>
        </details>
      )}
    </>
  );
}

function Rows({ sessions, name }: SessionListProps) {
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <SessionRow key={session.id} session={session} name={name} />
      ))}
    </ul>
  );
}
