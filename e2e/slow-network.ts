import { setTimeout as wait } from "node:timers/promises";
import type { BrowserContext } from "@playwright/test";

const MAX_SCRIPT_DELAY_MS = 600;
const DELAY_MS = 300;
const EFFECT_DELAY_MS = 150;

/**
 * Makes the pages of a browser context slow: scripts arrive late and in any order; pages and submissions take longer.
 * React's effects and hydration run long after what the page shows. Next's announcement of a new page repeats its
 * heading, as it sometimes does. What a test doesn't wait for, but needs, then fails each time instead of now and then.
 */
export async function slowDown(context: BrowserContext): Promise<void> {
  await context.addInitScript(repeatHeadings);
  await context.addInitScript(delayEffects, EFFECT_DELAY_MS);
  await context.route(/\/_next\/static\/.*\.js/, async (route) => {
    await wait(Math.random() * MAX_SCRIPT_DELAY_MS);
    // The page may have been left meanwhile, here and below.
    await route.continue().catch(() => {});
  });
  await context.route(
    () => true,
    async (route) => {
      const request = route.request();
      const isAwaited =
        request.method() === "POST" || request.isNavigationRequest() || "rsc" in request.headers();
      if (isAwaited) await wait(DELAY_MS);
      await route.fallback().catch(() => {});
    },
  );
}

/** Next announces the title of a new page or, while React replaces the title, its heading. */
function repeatHeadings() {
  const title = Object.getOwnPropertyDescriptor(Document.prototype, "title");
  Object.defineProperty(Document.prototype, "title", {
    ...title,
    get() {
      const isNext = new Error().stack?.includes("/_next/static/");
      return isNext ? "" : title?.get?.call(this);
    },
  });
}

/** React schedules its work, effects among it, by messages. */
function delayEffects(delayMs: number) {
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
    setTimeout(() => postMessage.call(this, message), delayMs);
  };
}
