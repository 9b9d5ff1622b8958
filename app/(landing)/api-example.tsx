import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";
import { env } from "@/lib/config/env";

/** A request to the JSON API and its response. */
export function ApiExample() {
  const { APP_URL } = env();
  return (
    <section
      aria-labelledby="api"
      className="mx-auto grid max-w-6xl items-center gap-x-14 gap-y-10 px-4 py-16 sm:px-8 sm:py-24 lg:grid-cols-[1fr_minmax(0,36rem)]"
    >
      <div>
        <h2 id="api" className="text-display font-semibold text-balance">
          Every action is an endpoint
        </h2>
        <p className="mt-4 max-w-md leading-7 text-pretty text-muted">
          What people do on a page, your app can do with a request. The OpenAPI 3.1 description is generated
          from the same rules that check the forms.
        </p>
        <div className="mt-7 flex flex-wrap gap-3">
          <Link href="/api/docs" className={buttonStyle({ variant: "secondary", size: "small" })}>
            API reference
          </Link>
          <Link
            href="/api/openapi.json"
            prefetch={false}
            className={buttonStyle({ variant: "ghost", size: "small" })}
          >
            OpenAPI document
          </Link>
        </div>
      </div>
      <figure className="min-w-0 overflow-hidden rounded-card border border-line bg-card shadow-card">
        <figcaption className="border-b border-line bg-sunken px-5 py-2.5 text-sm font-semibold text-muted">
          Log in
        </figcaption>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <pre tabIndex={0} className="overflow-x-auto p-5 text-[0.8125rem] leading-6">
          <code>
            <Word>curl</Word> {APP_URL}/api/auth/login/ \{"\n"}
            {"  "}-H <Text>"Content-Type: application/json"</Text> \{"\n"}
            {"  "}-d{" "}
            <Text>
              {"'{"}"email": "maria@example.com", "password": "…"{"}'"}
            </Text>
            {"\n\n"}
            <Status>200 OK</Status>
            {"\n{\n"}
            {'  "status": '}
            <Text>"success"</Text>
            {',\n  "message": '}
            <Text>"Login successful."</Text>
            {',\n  "token": '}
            <Text>"Yk3vQ0x…"</Text>
            {',\n  "expires_at": '}
            <Text>"2027-03-01T09:30:00.000Z"</Text>
            {"\n}"}
          </code>
        </pre>
      </figure>
    </section>
  );
}

const Word = ({ children }: { children: string }) => (
  <span className="font-semibold text-accent">{children}</span>
);
const Text = ({ children }: { children: ReactNode }) => <span className="text-warn">{children}</span>;
const Status = ({ children }: { children: string }) => (
  <span className="font-semibold text-success">{children}</span>
);
