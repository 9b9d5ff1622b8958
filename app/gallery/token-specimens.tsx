import { Button } from "@/components/ui/button";
import * as Icons from "@/components/ui/icons";
import { readTheme, THEMES } from "@/lib/http/theme";
import { chooseThemeAction } from "./actions";
import { Row, Specimen } from "./specimen";

const COLORS = [
  ["paper", "bg-paper"],
  ["card", "bg-card"],
  ["sunken", "bg-sunken"],
  ["line", "bg-line"],
  ["line-strong", "bg-line-strong"],
  ["field", "bg-field"],
  ["muted", "bg-muted"],
  ["ink", "bg-ink"],
  ["accent", "bg-accent"],
  ["accent-strong", "bg-accent-strong"],
  ["tint", "bg-tint"],
  ["success", "bg-success"],
  ["success-tint", "bg-success-tint"],
  ["warn", "bg-warn"],
  ["warn-tint", "bg-warn-tint"],
  ["danger", "bg-danger"],
  ["danger-tint", "bg-danger-tint"],
  ["danger-fill", "bg-danger-fill"],
] as const;

/** Colors, type, icons and the choice of color scheme. */
export async function TokenSpecimens() {
  const theme = await readTheme();
  return (
    <>
      <Specimen title="Color scheme">
        <form action={chooseThemeAction}>
          <Row>
            {THEMES.map((name) => (
              <Button
                key={name}
                type="submit"
                name="theme"
                value={name}
                size="small"
                variant="secondary"
                aria-pressed={name === theme}
              >
                {name}
              </Button>
            ))}
          </Row>
        </form>
      </Specimen>
      <Specimen title="Colors">
        <ul className="grid grid-cols-2 gap-4 sm:grid-cols-6">
          {COLORS.map(([name, className]) => (
            <li key={name} className="text-xs text-muted">
              <div className={`mb-1.5 h-12 rounded-field border border-line ${className}`} />
              {name}
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen title="Type">
        <p className="text-display font-semibold">Display: Create your account</p>
        <p className="text-title font-semibold">Title: Two-factor authentication</p>
        <p className="text-lg font-semibold">Large: Remove Chrome on Linux?</p>
        <p>Body: We sent a link to ada@example.com. It expires in 6 hours.</p>
        <p className="text-sm text-muted">Small: Use at least 8 characters.</p>
      </Specimen>
      <Specimen title="Icons">
        <ul className="flex flex-wrap gap-4">
          {Object.entries(Icons).map(([name, Icon]) => (
            <li key={name} title={name}>
              <Icon className="size-6" />
            </li>
          ))}
        </ul>
      </Specimen>
    </>
  );
}
