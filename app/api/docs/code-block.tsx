import { cx } from "class-variance-authority";
import type { ReactNode } from "react";
import type { RequestSamples } from "@/lib/api/request-samples";
import { CopyButton } from "./copy-button";
import { Highlight } from "./highlight";

type CodeBlockProps = {
  /** What the code is, for screen readers. */
  label: string;
  title: ReactNode;
  code: string;
};

/** A block of code with a title and a button that copies it. */
export function CodeBlock({ label, title, code }: CodeBlockProps) {
  return (
    <CodeFrame label={label} title={title}>
      <Code label={label} code={code} />
    </CodeFrame>
  );
}

type SampleProps = { id: string; label: string; samples: RequestSamples };

/** A request for curl and for `fetch`. Radio buttons choose one, also without JavaScript. */
export function RequestSample({ id, label, samples }: SampleProps) {
  return (
    <CodeFrame
      label={label}
      title={
        <fieldset className="flex gap-1">
          <legend className="sr-only">Language of the request</legend>
          <LanguageChoice id={id} language="curl" isDefault />
          <LanguageChoice id={id} language="fetch" />
        </fieldset>
      }
    >
      <Code
        label={`${label} with curl`}
        code={samples.curl}
        className="group-has-[[value=fetch]:checked]/sample:hidden"
      />
      <Code
        label={`${label} with fetch`}
        code={samples.fetch}
        className="group-has-[[value=curl]:checked]/sample:hidden"
      />
    </CodeFrame>
  );
}

function LanguageChoice({ id, language, isDefault }: { id: string; language: string; isDefault?: true }) {
  return (
    <label className="relative inline-flex h-8 cursor-pointer items-center rounded-item px-2.5 font-mono text-xs text-muted hover:text-ink has-checked:bg-card has-checked:font-semibold has-checked:text-ink has-checked:shadow-button has-focus-visible:outline-2 has-focus-visible:outline-accent forced-colors:has-checked:underline">
      <input
        type="radio"
        name={`language-${id}`}
        value={language}
        defaultChecked={isDefault}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      {language}
    </label>
  );
}

function CodeFrame({ label, title, children }: { label: string; title: ReactNode; children: ReactNode }) {
  return (
    <figure
      aria-label={label}
      className="group/sample min-w-0 overflow-clip rounded-field border border-line bg-sunken"
    >
      <div className="flex min-h-11 items-center gap-2 border-b border-line px-2 py-1">
        {title}
        <CopyButton />
      </div>
      {children}
    </figure>
  );
}

function Code({ label, code, className }: { label: string; code: string; className?: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: code that scrolls must be named, and is no fieldset
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      role="group"
      aria-label={label}
      className={cx("max-h-112 overflow-auto p-4 text-xs leading-5 -outline-offset-2", className)}
    >
      <code>
        <Highlight code={code} />
      </code>
    </pre>
  );
}
