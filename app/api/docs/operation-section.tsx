import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { ReferenceOperation } from "@/lib/api/reference";
import { CodeBlock, RequestSample } from "./code-block";
import { FieldList } from "./field-list";
import { InlineCode } from "./inline-code";
import { MethodAndPath } from "./method";
import { Section } from "./section";
import { StatusList } from "./status-list";

const FILE_TYPES = new Intl.ListFormat("en", { type: "disjunction" });

/** An operation: what it does, its fields and errors, and an example of the request and the response. */
export function OperationSection({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, description, requiresAuth } = operation;
  const { parameters, bodyFields, fileTypes, samples, success, ownErrors, sharedErrors } = operation;
  return (
    <Section
      id={id}
      title={summary}
      level={3}
      code={
        <>
          <RequestSample id={id} label={`Request: ${summary}`} samples={samples} />
          {success.example && (
            <CodeBlock
              label={`Response: ${summary}`}
              title={<span className="px-2 text-xs font-semibold text-muted">{success.status} response</span>}
              code={success.example}
            />
          )}
        </>
      }
    >
      <p className="mt-2 flex flex-wrap items-center gap-2.5">
        <MethodAndPath method={method} path={path} className="text-sm" />
        {requiresAuth && (
          <Badge>{requiresAuth === "optional" ? "Authentication optional" : "Requires authentication"}</Badge>
        )}
      </p>
      <p className="mt-3 leading-7 text-muted">
        <InlineCode text={description} />
      </p>
      {parameters.length > 0 && (
        <Part title="Parameters">
          <FieldList fields={parameters} of="request" />
        </Part>
      )}
      {bodyFields.length > 0 && (
        <Part title="Request body">
          <FieldList fields={bodyFields} of="request" />
        </Part>
      )}
      {fileTypes.length > 0 && (
        <Part title="Request body">
          <p className="text-sm leading-6 text-muted">
            <InlineCode
              text={`A file. Its type, in the header \`Content-Type\`, is one of ${FILE_TYPES.format(fileTypes.map((type) => `\`${type}\``))}.`}
            />
          </p>
        </Part>
      )}
      <Part title="Response">
        <StatusList responses={[success]} />
        {success.fields.length > 0 && <FieldList fields={success.fields} of="response" />}
      </Part>
      <Part title="Errors">
        {ownErrors.length > 0 && <StatusList responses={ownErrors} />}
        <p className="text-sm leading-6 text-muted">
          {ownErrors.length > 0 && "Also "}
          {sharedErrors.map((status, index) => (
            <span key={status}>
              {index > 0 && ", "}
              <code>{status}</code>
            </span>
          ))}
          : see{" "}
          <a href="#errors" className="font-semibold text-accent underline underline-offset-4">
            Errors
          </a>
          .
        </p>
      </Part>
    </Section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h4 className="mt-7 mb-2.5 text-sm font-semibold">{title}</h4>
      {children}
    </>
  );
}
