import type { FieldDescription } from "@/lib/api/describe-type";
import { InlineCode } from "./inline-code";

type FieldListProps = {
  fields: FieldDescription[];
  /** Where they occur. Requests mark the fields they must have, and responses those that may be absent. */
  of: "request" | "response";
};

/** Lists fields: name, type, whether they are required, and what they mean. */
export function FieldList({ fields, of }: FieldListProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {fields.map(({ name, type, constraints, description, isRequired, fields: inner }) => (
        <li key={name} className="py-3">
          <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
            <code className="text-sm font-semibold wrap-anywhere">{name}</code>
            <span className="text-xs text-muted">{type}</span>
            {of === "request" && isRequired && (
              <span className="text-xs font-semibold text-warn">Required</span>
            )}
            {of === "response" && !isRequired && <span className="text-xs text-muted">Optional</span>}
          </p>
          <p className="mt-1 text-sm leading-6 text-muted">
            <InlineCode text={[description, constraints].filter(Boolean).join(" ")} />
          </p>
          {inner.length > 0 && (
            <div className="mt-3 border-l-2 border-line pl-4 *:border-y-0">
              <FieldList fields={inner} of={of} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
