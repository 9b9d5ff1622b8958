import { cx } from "class-variance-authority";
import type { ComponentType } from "react";
import { DesktopIcon, MoonIcon, SunIcon } from "@/components/ui/icons";
import { readTheme, THEMES, type Theme } from "@/lib/http/theme";
import { chooseThemeAction } from "./theme-action";

const CHOICES: Record<Theme, [name: string, icon: ComponentType<{ className?: string }>]> = {
  light: ["Light", SunIcon],
  dark: ["Dark", MoonIcon],
  system: ["System", DesktopIcon],
};

/** Chooses the color scheme of this browser. */
export async function ThemeForm({ className }: { className?: string }) {
  const current = await readTheme();
  return (
    <form action={chooseThemeAction} className={className}>
      <fieldset className="flex items-center justify-between gap-3">
        <legend className="float-left text-sm font-medium">Theme</legend>
        <div className="flex rounded-field border border-line bg-sunken p-0.5">
          {THEMES.map((theme) => {
            const [name, Icon] = CHOICES[theme];
            return (
              <button
                key={theme}
                type="submit"
                name="theme"
                value={theme}
                aria-pressed={theme === current}
                aria-label={name}
                title={name}
                className={cx(
                  "flex size-8 items-center justify-center rounded-item border border-transparent text-muted transition-colors duration-fast",
                  "hover:text-ink aria-pressed:border-line aria-pressed:bg-card aria-pressed:text-accent aria-pressed:shadow-button",
                )}
              >
                <Icon className="size-4" />
              </button>
            );
          })}
        </div>
      </fieldset>
    </form>
  );
}
