import { cx } from "class-variance-authority";
import type { ReactNode } from "react";
import { MIN_PASSWORD_LENGTH } from "@/lib/schemas/password-length";

/** The rules for passwords, in the order of the list. The codes are those of `passwordProblems`. */
export const PASSWORD_RULES = [
  [`At least ${MIN_PASSWORD_LENGTH} characters`, "password_too_short"],
  ["Not only numbers", "password_numeric"],
  ["Not a common password", "password_too_common"],
  ["Not like your username or email", "password_like_"],
] as const;

export type RuleState = "unknown" | "met" | "unmet";

type PasswordRuleListProps = {
  /** From 0 to 4: how much of the bar is filled. */
  level?: number;
  label?: string;
  states?: readonly RuleState[];
  /** What is shown in place of the rules. */
  advice?: ReactNode;
  /** Whether the field's messages tell what to do already. */
  isHidden: boolean;
};

const FILLS = ["", "bg-danger", "bg-warn", "bg-success", "bg-success"] as const;
const LABEL_COLORS = ["", "text-danger", "text-warn", "text-success", "text-success"] as const;
const SIGNS = { unknown: "•", met: "✓", unmet: "✗" } as const;
const SPOKEN = { unknown: "", met: " (met)", unmet: " (not met)" } as const;
const COLORS = { unknown: "", met: "text-success", unmet: "text-danger" } as const;

/** The rules for a new password and the bar that shows its strength. Its height stays the same while somebody types. */
export function PasswordRuleList({ level = 0, label, states = [], advice, isHidden }: PasswordRuleListProps) {
  return (
    <>
      <div className="mt-2 flex h-4 items-center gap-3">
        <div className="flex flex-1 gap-1" aria-hidden="true">
          {[1, 2, 3, 4].map((step) => (
            <span
              key={step}
              data-filled={step <= level}
              className={cx(
                "h-1 flex-1 rounded-full",
                step <= level
                  ? [FILLS[level], "forced-colors:bg-[Highlight] forced-color-adjust-none"]
                  : "bg-line forced-colors:border",
              )}
            />
          ))}
        </div>
        <span className={cx("w-12 text-right text-xs font-semibold", LABEL_COLORS[level])} aria-live="polite">
          {label}
        </span>
      </div>
      {isHidden ? (
        <div className="h-3" />
      ) : (
        <div className="mt-1 min-h-10 text-xs leading-5">
          {advice ?? (
            <ul className="grid gap-x-3 min-[26rem]:grid-cols-[auto_1fr]">
              {PASSWORD_RULES.map(([rule, code], index) => {
                const state = states[index] ?? "unknown";
                return (
                  <li key={code} className={cx("flex gap-1.5", COLORS[state])}>
                    <span aria-hidden="true" className="w-3 text-center">
                      {SIGNS[state]}
                    </span>
                    <span>
                      {rule}
                      <span className="sr-only">{SPOKEN[state]}</span>
                    </span>
                  </li>
                );
              })}
            </ul>
          )}
        </div>
      )}
    </>
  );
}
