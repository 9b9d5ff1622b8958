"use client";

import { cx } from "class-variance-authority";
import { useEffect, useState } from "react";
import { CloseIcon } from "./icons";
import { StateIcon } from "./state-icon";

const COLORS = { success: "text-success", info: "text-muted", danger: "text-danger" } as const;

type ToastProps = {
  tone: keyof typeof COLORS;
  children: string;
  /** The cookie to delete once the toast is shown, so that no other page shows it again. */
  cookie?: string;
};

/** A short message in front of the page. It leaves by itself, and stays while it is pointed at or has the focus. */
export function Toast({ tone, children, cookie }: ToastProps) {
  const [state, setState] = useState<"rendered" | "shown" | "dismissed">("rendered");
  useEffect(() => {
    // A page that the browser has loaded comes without the cookie. One that scripts have fetched can't delete it.
    if (cookie)
      // biome-ignore lint/suspicious/noDocumentCookie: Firefox has had the Cookie Store API only since 2025
      document.cookie = `${cookie}=; Path=/; Max-Age=0${cookie.startsWith("__Host-") ? "; Secure" : ""}`;
    setState("shown");
  }, [cookie]);
  if (state === "dismissed") return null;
  return (
    <div className="toast pointer-events-auto flex w-full max-w-md items-start gap-3 rounded-field border border-line-strong bg-card py-3 pr-2 pl-4 text-sm leading-6 shadow-overlay">
      <span className={cx("flex", COLORS[tone])}>
        <StateIcon tone={tone} />
      </span>
      <p className="min-w-0 flex-1 font-medium wrap-anywhere">{children}</p>
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => setState("dismissed")}
        className={cx(
          "-my-1 inline-flex size-8 shrink-0 items-center justify-center rounded-item text-muted hover:bg-sunken hover:text-ink",
          // Without JavaScript it would do nothing.
          state === "rendered" && "invisible",
        )}
      >
        <CloseIcon className="size-4" />
      </button>
    </div>
  );
}
