"use client";

import { type MouseEvent, useState } from "react";
import { CheckIcon, CopyIcon } from "@/components/ui/icons";

const SHOWN_MS = 2000;

/** Copies the code of the `<figure>` that it is in: the sample that is shown. */
export function CopyButton() {
  const [isCopied, setIsCopied] = useState(false);

  const copy = async ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    const samples = [...(currentTarget.closest("figure")?.querySelectorAll("pre") ?? [])];
    const shown = samples.find((sample) => sample.checkVisibility());
    await navigator.clipboard.writeText(shown?.textContent ?? "");
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), SHOWN_MS);
  };

  const Icon = isCopied ? CheckIcon : CopyIcon;
  return (
    <button
      type="button"
      onClick={copy}
      className="ml-auto inline-flex h-8 items-center gap-1.5 rounded-item px-2 text-xs font-semibold text-muted hover:bg-card hover:text-ink noscript:hidden"
    >
      <Icon className="size-4" />
      <span aria-live="polite">{isCopied ? "Copied" : "Copy"}</span>
    </button>
  );
}
