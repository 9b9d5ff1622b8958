import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { Wordmark } from "@/components/layout/wordmark";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { jsonSchema } from "@/lib/api/json-schema";
import { OPERATIONS, type Operation } from "@/lib/api/operations";
import { env } from "@/lib/config/env";
import { InlineCode } from "./inline-code";
import { SchemaFields } from "./schema-fields";

export const metadata: Metadata = { title: "API" };

/** The API reference: the contents of /api/openapi.json for people. */
export default function ApiDocsPage() {
  return (
    <div className="mx-auto w-full max-w-4xl flex-1 px-4 py-6 sm:px-8">
      <header>
        <Wordmark />
      </header>
      <main className="py-10">
        <PageHeading title="API">
          Base URL: <code className="text-ink">{env().APP_URL}</code>. All requests and responses use JSON.
          Also available as an{" "}
          <TextLink href="/api/openapi.json" prefetch={false}>
            OpenAPI 3.1
          </TextLink>{" "}
          document. Authenticate with a bearer token from{" "}
          <code className="text-ink">POST /api/auth/login/</code>: send it as{" "}
          <code className="text-ink">Authorization: Bearer &lt;token&gt;</code>.
        </PageHeading>
        <nav aria-label="Operations" className="mb-8">
          <ul className="flex flex-wrap gap-x-5 gap-y-2">
            {OPERATIONS.map(({ id, summary }) => (
              <li key={id}>
                <TextLink href={`#${id}`}>{summary}</TextLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid gap-6">
          {OPERATIONS.map((operation) => (
            <OperationCard key={operation.id} operation={operation} />
          ))}
        </div>
      </main>
    </div>
  );
}

function OperationCard({ operation }: { operation: Operation }) {
  const { id, method, path, summary, description, body, requiresAuth, parameters, responses } = operation;
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-6">
      <h2 id={`${id}-title`} className="text-title font-semibold">
        {summary}
      </h2>
      <p className="mt-2 flex flex-wrap items-center gap-2">
        <Badge tone="success">{method.toUpperCase()}</Badge>
        <code className="text-sm wrap-anywhere">{path}</code>
        {requiresAuth && <Badge>Requires authentication</Badge>}
      </p>
      <p className="mt-3 leading-7 text-muted">
        <InlineCode text={description} />
      </p>
      {body && <SchemaFields title="Request body" schema={jsonSchema(body, "input")} />}
      {parameters && (
        <>
          <h3 className="mt-6 mb-2 font-semibold">Parameters</h3>
          <ul className="space-y-1.5 text-sm leading-6">
            {parameters.map((parameter) => (
              <li key={String(parameter.name)}>
                <code className="font-semibold">{String(parameter.name)}</code>{" "}
                <span className="text-muted">({String(parameter.in)})</span>{" "}
                <InlineCode text={String(parameter.description)} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className="mt-6 mb-2 font-semibold">Responses</h3>
      <ul className="space-y-1.5 text-sm leading-6">
        {Object.entries(responses).map(([status, [meaning]]) => (
          <li key={status}>
            <code className="font-semibold">{status}</code> <InlineCode text={meaning} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
