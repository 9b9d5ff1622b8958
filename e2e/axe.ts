import { devices, expect, type Page } from "@playwright/test";
import axe from "axe-core";

type Violation = { id: string; impact?: string | null; nodes: { html: string }[] };

const VIEWPORTS = [devices["Desktop Chrome"].viewport, devices["Pixel 7"].viewport];
/** The rules to check in each color scheme. A dark page differs in its colors only. */
const RULES = { light: {}, dark: { runOnly: ["color-contrast", "link-in-text-block"] } };
const COLOR_SCHEMES = ["light", "dark"] as const;

/**
 * Returns the serious accessibility violations of the open page, in both color schemes and at both sizes, and where it is
 * wider than the screen.
 */
export async function findViolations(page: Page): Promise<string[]> {
  await expect(page).toHaveTitle(/Real MFA/);
  const found: string[] = [];
  // Evaluated instead of added as a script: the Content-Security-Policy allows no foreign script.
  await page.evaluate(axe.source);
  for (const viewport of VIEWPORTS) {
    await page.setViewportSize(viewport);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) found.push(`${page.url()} ${viewport.width}px is ${overflow}px too wide`);
    for (const colorScheme of COLOR_SCHEMES) {
      await page.emulateMedia({ colorScheme });
      // Colors change with a transition. In the middle of it the contrast can be too low. Those of what a closed menu
      // hides never end.
      await page.evaluate(async () => {
        const transitions = document
          .getAnimations()
          .filter(
            (animation) =>
              animation instanceof CSSTransition &&
              animation.effect instanceof KeyframeEffect &&
              animation.effect.target?.checkVisibility({ contentVisibilityAuto: true }),
          );
        await Promise.allSettled(transitions.map(({ finished }) => finished));
      });
      const violations = await page.evaluate<Violation[]>(
        `axe.run(document, ${JSON.stringify(RULES[colorScheme])}).then(({ violations }) => violations)`,
      );
      for (const { id, impact, nodes } of violations) {
        if (impact !== "serious" && impact !== "critical") continue;
        const elements = nodes.map(({ html }) => html).join(" | ");
        found.push(`${page.url()} ${colorScheme} ${viewport.width}px ${id}: ${elements}`);
      }
    }
  }
  return found;
}
