import { cx } from "class-variance-authority";
import { MIN_PASSWORD_LENGTH, type PasswordOwner, passwordProblems } from "@/lib/schemas/password";

const COMMON = "No password that many people use";

const RULES = [
  [`At least ${MIN_PASSWORD_LENGTH} characters, of any kind`, /too short/],
  ["More than digits", /numeric/],
  [COMMON, /common/],
  ["Unlike your username and email", /similar/],
] as const;

type PasswordStrengthProps = {
  password: string;
  owner: PasswordOwner;
  /** Until then nobody knows whether many people use it. */
  isListLoaded: boolean;
};

const LEVELS = ["Weak", "Fair", "Good", "Strong"] as const;
const FILLS = ["bg-danger", "bg-warn", "bg-accent", "bg-accent"] as const;

/** The rules of a password, ticked off while it is typed, and how hard it would be to guess. */
export function PasswordStrength({ password, owner, isListLoaded }: PasswordStrengthProps) {
  const problems = password ? passwordProblems(password, owner) : [];
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
        {RULES.map(([rule, complaint]) => {
          const isKnown = password !== "" && (isListLoaded || rule !== COMMON);
          const isMet = isKnown && !problems.some((problem) => complaint.test(problem));
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

/** From 0 to 3, by the number of different guesses that the length and the variety of characters ask for. */
function strengthOf(password: string, hasProblems: boolean): number {
  if (hasProblems) return 0;
  const characters = [...password];
  const bits = characters.length * Math.log2(Math.max(2, new Set(characters).size * 1.5));
  return bits < 32 ? 1 : bits < 56 ? 2 : 3;
}
