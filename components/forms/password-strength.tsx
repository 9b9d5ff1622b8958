import { cx } from "class-variance-authority";
import type { Message } from "@/lib/messages/message";
import { MIN_PASSWORD_LENGTH, type PasswordOwner, passwordProblems } from "@/lib/schemas/password";

const RULES = [
  [`At least ${MIN_PASSWORD_LENGTH} characters`, "password_too_short"],
  ["Not only numbers", "password_numeric"],
  ["Not a commonly used password", "password_too_common"],
  ["Different from your username and email", "password_like_"],
] as const;

type PasswordStrengthProps = {
  password: string;
  owner: PasswordOwner;
  /** Whether the list of common passwords is loaded; until then that rule is undecided. */
  isListLoaded: boolean;
};

const LEVELS = ["Weak", "Fair", "Good", "Strong"] as const;
const FILLS = ["bg-danger", "bg-warn", "bg-accent", "bg-accent"] as const;

/** The password rules, ticked off while typing, and an estimate of the strength. */
export function PasswordStrength({ password, owner, isListLoaded }: PasswordStrengthProps) {
  const problems: Message[] = password ? passwordProblems(password, owner) : [];
  const level = password ? strengthOf(password, problems.length > 0) : -1;
  return (
    <>
      <div className="mt-2.5 flex items-center gap-3">
        <div className="flex flex-1 gap-1" aria-hidden="true">
          {LEVELS.map((name, index) => (
            <span
              key={name}
              className={cx("h-1.5 flex-1 rounded-full", index <= level ? FILLS[level] : "bg-line")}
            />
          ))}
        </div>
        <span className="w-14 text-right text-xs font-semibold" aria-live="polite">
          {LEVELS[level] ?? ""}
        </span>
      </div>
      <ul className="mt-2.5 grid gap-x-4 gap-y-1 text-xs leading-5 sm:grid-cols-2">
        {RULES.map(([rule, code]) => {
          const isDecided = password !== "" && (isListLoaded || code !== "password_too_common");
          const isMet = isDecided && !problems.some((problem) => problem.startsWith(code));
          return (
            <li key={rule} className={cx("flex gap-1.5", isMet && "text-accent")}>
              <span aria-hidden="true">{isMet ? "✓" : "·"}</span>
              {rule}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Estimates the strength from 0 to 3, by the length and the variety of characters. */
function strengthOf(password: string, hasProblems: boolean): number {
  if (hasProblems) return 0;
  const characters = [...password];
  const bits = characters.length * Math.log2(Math.max(2, new Set(characters).size * 1.5));
  return bits < 32 ? 1 : bits < 56 ? 2 : 3;
}
