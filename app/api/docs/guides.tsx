import type { ReactNode } from "react";
import { TextLink } from "@/components/layout/text-link";
import { sharedErrors } from "@/lib/api/reference";
import { env } from "@/lib/config/env";
import { CodeBlock } from "./code-block";
import { InlineCode } from "./inline-code";
import { RateLimitList } from "./rate-limit-list";
import { Section } from "./section";
import { StatusList } from "./status-list";

/** What holds for every operation, in the order of the page. */
export const GUIDES = [
  { id: "introduction", title: "Introduction", Guide: Introduction },
  { id: "authentication", title: "Authentication", Guide: Authentication },
  { id: "errors", title: "Errors", Guide: Errors },
  { id: "rate-limits", title: "Rate limits", Guide: RateLimits },
  { id: "pagination", title: "Pagination", Guide: Pagination },
] as const;

function Introduction() {
  return (
    <Section
      id="introduction"
      title="Introduction"
      level={2}
      code={<Code title="Base URL" code={env().APP_URL} />}
    >
      <Text>
        Requests with a body send JSON, or a form with the same fields: write `device.os` for the field `os`
        of `device`. Responses are JSON. Timestamps are in ISO 8601, in UTC.
      </Text>
      <p className="mt-4 leading-7 text-muted">
        Paths work with and without the slash at the end. This page is also available as an{" "}
        <TextLink href="/api/openapi.json">OpenAPI 3.1</TextLink> document.
      </p>
    </Section>
  );
}

function Authentication() {
  const { SESSION_IDLE_DAYS, SESSION_MAX_AGE_DAYS, ADMIN_SESSION_IDLE_MINUTES, ADMIN_SESSION_MAX_AGE_HOURS } =
    env();
  const header = `curl "${env().APP_URL}/api/auth/me/" \\\n  -H "Authorization: Bearer $TOKEN"`;
  return (
    <Section
      id="authentication"
      title="Authentication"
      level={2}
      code={<Code title="Request with a token" code={header} />}
    >
      <p className="mt-3 leading-7 text-muted">
        <TextLink href="#login">Log in</TextLink> to get a bearer token. Send it with every request that
        requires authentication:
      </p>
      <Text>`Authorization: Bearer TOKEN`</Text>
      <Text>
        {`A token is valid until you log out, for ${SESSION_IDLE_DAYS} days without use, and for at most ${SESSION_MAX_AGE_DAYS} days. An admin's is valid for ${ADMIN_SESSION_IDLE_MINUTES} minutes without use, and for at most ${ADMIN_SESSION_MAX_AGE_HOURS} hours. Cookies are not accepted.`}
      </Text>
      <Text>
        Sensitive operations need an authentication in the last 10 minutes. A user with a second factor
        confirms with `POST /api/account/confirm/`; anyone else can send `password` instead. Both give a new
        `token`, and the old one no longer works.
      </Text>
    </Section>
  );
}

function Errors() {
  const errors = sharedErrors();
  const example = (status: string) => errors.find((error) => error.status === status)?.example ?? "";
  return (
    <Section
      id="errors"
      title="Errors"
      level={2}
      code={
        <>
          <Code title="400 response: invalid fields" code={example("400")} />
          <Code title="429 response" code={example("429")} />
        </>
      }
    >
      <Text>
        These errors mean the same for every operation. Their bodies have the field `detail`, which says what
        went wrong.
      </Text>
      <Text>
        If fields are invalid, `errors` lists the messages by field instead. Those about the body as a whole
        are in `non_field_errors`.
      </Text>
      <div className="mt-4">
        <StatusList responses={errors} />
      </div>
    </Section>
  );
}

function RateLimits() {
  return (
    <Section
      id="rate-limits"
      title="Rate limits"
      level={2}
      code={
        <Code title="Headers of a 429 response" code={"HTTP/1.1 429 Too Many Requests\nRetry-After: 42"} />
      }
    >
      <Text>
        A request over a limit gets status `429`. The header `Retry-After` has the number of seconds to wait.
      </Text>
      <RateLimitList />
    </Section>
  );
}

function Pagination() {
  const next = `curl "${env().APP_URL}/api/account/activity/?before=$NEXT" \\\n  -H "Authorization: Bearer $TOKEN"`;
  return (
    <Section
      id="pagination"
      title="Pagination"
      level={2}
      code={<Code title="Request for the next page" code={next} />}
    >
      <Text>
        Long lists come in pages. A page has the cursor of the one after it in `next`, which is `null` on the
        last page. Each list says which parameter takes the cursor.
      </Text>
    </Section>
  );
}

/** A paragraph with `code` in backticks. */
function Text({ children }: { children: string }) {
  return (
    <p className="mt-3 leading-7 text-muted">
      <InlineCode text={children} />
    </p>
  );
}

function Code({ title, code }: { title: string; code: string }): ReactNode {
  return (
    <CodeBlock
      label={title}
      title={<span className="px-2 text-xs font-semibold text-muted">{title}</span>}
      code={code}
    />
  );
}
