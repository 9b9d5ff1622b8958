import { RelativeTime, RelativeTimes } from "@/components/ui/relative-time";
import type { Verification } from "@/lib/verification/get-verification";

type RegistrationFactsProps = Pick<Verification, "username" | "createdAt" | "device">;

/** Tells which account it is, so that its owner recognizes it, and anyone else doesn't. */
export function RegistrationFacts({ username, createdAt, device }: RegistrationFactsProps) {
  return (
    <dl className="mb-5 grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 rounded-field border border-line px-4 py-3 text-sm leading-6">
      <dt className="text-muted">Username</dt>
      <dd className="font-semibold wrap-anywhere">{username}</dd>
      <dt className="text-muted">Created</dt>
      <dd className="font-semibold">
        <RelativeTimes renderedAt={Date.now()}>
          <RelativeTime dateTime={createdAt.toISOString()} className="first-letter:uppercase inline-block" />
        </RelativeTimes>
      </dd>
      {device && (
        <>
          <dt className="text-muted">Device</dt>
          <dd className="font-semibold wrap-anywhere">{device}</dd>
        </>
      )}
    </dl>
  );
}
