import { InlineCode } from "./inline-code";

type Field = {
  type?: string | string[];
  description?: string;
  enum?: string[];
  minLength?: number;
  maxLength?: number;
  properties?: Record<string, Field>;
  required?: string[];
};

/** Lists the fields of a request body: name, type, limits, and whether they are optional. */
export function SchemaFields({ title, schema }: { title: string; schema: Field }) {
  return (
    <>
      <h3 className="mt-6 mb-2 font-semibold">{title}</h3>
      <FieldList schema={schema} />
    </>
  );
}

function FieldList({ schema }: { schema: Field }) {
  return (
    <ul className="space-y-1.5 text-sm leading-6">
      {Object.entries(schema.properties ?? {}).map(([name, field]) => (
        <li key={name}>
          <code className="font-semibold">{name}</code>{" "}
          <span className="text-muted">
            (
            {[typeLabel(field), schema.required?.includes(name) ? "" : "optional"].filter(Boolean).join(", ")}
            )
          </span>{" "}
          <InlineCode text={field.description ?? ""} />
          {field.properties && (
            <div className="mt-1.5 border-l-2 border-line pl-4">
              <FieldList schema={field} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

const CHOICES = new Intl.ListFormat("en", { type: "disjunction" });

function typeLabel({ type, enum: choices, minLength = 0, maxLength }: Field): string {
  if (choices) return CHOICES.format(choices);
  const label = [type].flat().join(" or ");
  if (minLength > 1 && maxLength) return `${label}, ${minLength}–${maxLength} characters`;
  if (minLength > 1) return `${label}, at least ${minLength} characters`;
  return maxLength ? `${label}, max. ${maxLength} characters` : label;
}
