import type { ReferenceResponse } from "@/lib/api/reference";
import { InlineCode } from "./inline-code";

/** Lists responses: the status code and what it means. */
export function StatusList({ responses }: { responses: ReferenceResponse[] }) {
  return (
    <dl className="mb-3 grid gap-y-1.5 text-sm leading-6">
      {responses.map(({ status, description }) => (
        <div key={status} className="grid grid-cols-[3rem_1fr]">
          <dt>
            <code className="font-semibold">{status}</code>
          </dt>
          <dd className="text-muted">
            <InlineCode text={description} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
