import { TextLink } from "@/components/layout/text-link";
import { RelativeTime } from "@/components/ui/relative-time";

type Shown = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null; note?: string };

/** Lists second factors, each with a link to the page on which it is renamed or removed. */
export function MethodList({ methods }: { methods: Shown[] }) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {methods.map(({ id, name, createdAt, lastUsedAt, note }) => (
        <li key={id} className="flex items-center justify-between gap-x-4 py-3 last:pb-0">
          <div className="min-w-0">
            <p className="font-medium wrap-anywhere">{name}</p>
            <p className="text-sm leading-6 text-muted">
              {note && `${note} · `}Added <RelativeTime dateTime={createdAt.toISOString()} /> ·{" "}
              {lastUsedAt ? (
                <>
                  Last used <RelativeTime dateTime={lastUsedAt.toISOString()} />
                </>
              ) : (
                "Never used"
              )}
            </p>
          </div>
          <p className="text-sm">
            <TextLink href={`/account/security/methods/${id}`} aria-label={`Manage ${name}`}>
              Manage
            </TextLink>
          </p>
        </li>
      ))}
    </ul>
  );
}
