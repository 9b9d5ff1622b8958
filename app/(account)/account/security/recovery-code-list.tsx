"use client";

import { useState } from "react";
import { Button, buttonStyle } from "@/components/ui/button";

type RecoveryCodeListProps = { codes: string[]; serviceName: string };

/** Shows new recovery codes, once, with ways to keep them. The download works without JavaScript. */
export function RecoveryCodeList({ codes, serviceName }: RecoveryCodeListProps) {
  const [isCopied, setIsCopied] = useState(false);
  const text = codes.join("\n");
  const file = `Recovery codes for ${serviceName}. Each works once.\n\n${text}\n`;
  return (
    <div className="space-y-4">
      <ul
        aria-label="Recovery codes"
        className="grid gap-x-8 gap-y-2 rounded-field border border-line bg-sunken p-4 font-mono sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3 print:hidden">
        <a
          className={buttonStyle({ variant: "secondary", size: "small" })}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          download="recovery-codes.txt"
        >
          Download codes
        </a>
        <Button
          variant="secondary"
          size="small"
          onClick={() => {
            void navigator.clipboard.writeText(text).then(() => setIsCopied(true));
          }}
        >
          {isCopied ? "Copied" : "Copy codes"}
        </Button>
        <Button variant="secondary" size="small" onClick={() => window.print()}>
          Print codes
        </Button>
      </div>
      <p aria-live="polite" className="sr-only">
        {isCopied && "Recovery codes copied."}
      </p>
    </div>
  );
}
