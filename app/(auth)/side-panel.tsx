"use client";

import { cx } from "class-variance-authority";
import { useSelectedLayoutSegment } from "next/navigation";

type PanelItem = readonly [title: string, text: string];

/** The pages on the way of a registration, and which step each is. */
const STEP_INDEX: Record<string, number> = {
  register: 0,
  "check-email": 1,
  "resend-verification": 1,
  "verify-email": 2,
};

/** What stands beside a form on a wide screen: how far a registration is, or what an account is good for. */
export function SidePanel({
  steps,
  promises,
}: {
  steps: readonly PanelItem[];
  promises: readonly PanelItem[];
}) {
  const step = STEP_INDEX[useSelectedLayoutSegment() ?? ""];
  const isRegistration = step !== undefined;
  const points = isRegistration ? steps : promises;
  return (
    <aside className="hidden flex-col justify-center bg-tint px-12 lg:flex">
      <p className="text-title font-semibold text-balance">An account that is really yours.</p>
      <ol className="mt-10 space-y-8">
        {points.map(([title, text], index) => {
          const isAhead = isRegistration && index > step;
          return (
            <li key={title} aria-current={index === step ? "step" : undefined} className="flex gap-4">
              <span
                aria-hidden="true"
                className={cx(
                  "flex size-8 shrink-0 items-center justify-center rounded-full text-sm font-semibold",
                  isAhead ? "border border-field text-muted" : "bg-accent text-on-accent",
                )}
              >
                {!isRegistration || index < step ? "✓" : index + 1}
              </span>
              <div>
                <p className="font-semibold">{title}</p>
                <p className="mt-1 text-sm leading-6 text-muted">{text}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </aside>
  );
}
