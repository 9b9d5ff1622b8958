"use client";

import { cx } from "class-variance-authority";
import { useSelectedLayoutSegment } from "next/navigation";

type PanelItem = readonly [title: string, text: string];

/** The step that each page of the registration flow belongs to. */
const STEP_INDEX: Record<string, number> = {
  register: 0,
  "check-email": 1,
  "resend-verification": 1,
  "verify-email": 2,
};

/** The panel beside the form on wide screens: progress during registration, otherwise the account features. */
export function SidePanel({
  steps,
  features,
}: {
  steps: readonly PanelItem[];
  features: readonly PanelItem[];
}) {
  const step = STEP_INDEX[useSelectedLayoutSegment() ?? ""];
  const isRegistration = step !== undefined;
  const items = isRegistration ? steps : features;
  return (
    <aside className="hidden flex-col justify-center bg-tint px-12 lg:flex">
      <p className="text-title font-semibold text-balance">
        {isRegistration ? "Get started in 3 steps" : "Keep your account secure"}
      </p>
      <ol className="mt-10 space-y-8">
        {items.map(([title, text], index) => {
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
