import type { FieldChange } from "@/lib/account/describe-event";

/** What the changed fields of an audit event were from and to, each in a line. A field has a name if there are several. */
export function FieldChanges({ changes, className }: { changes: FieldChange[]; className: string }) {
  return changes.map(({ field, from, to }) => (
    <p key={field} className={`${className} wrap-anywhere first-letter:uppercase`}>
      {changes.length > 1 && `${field}: `}from <span className="font-medium">{from || "none"}</span> to{" "}
      <span className="font-medium">{to || "none"}</span>
    </p>
  ));
}
