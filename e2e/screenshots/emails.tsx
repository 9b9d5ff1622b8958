import { readdirSync } from "node:fs";
import type { BrowserContext } from "@playwright/test";
import { render } from "@react-email/components";
import type { ComponentType } from "react";
import type { CommonProps } from "@/emails/email-content";
import { PREVIEW } from "@/emails/preview-props";
import type { Camera } from "./camera";

type Template = ComponentType<CommonProps> & { PreviewProps?: CommonProps };

/** Takes pictures of every email, and of one with a logo and with images blocked. */
export async function takeEmails(context: BrowserContext, camera: Camera, appUrl: string): Promise<void> {
  const mark = { ...PREVIEW.brand, markUrl: `${appUrl}/brand/icon-192.png` };
  const logo = { ...PREVIEW.brand, logoUrl: `${appUrl}/brand/social.png` };
  for (const file of readdirSync("emails").filter((name) => name.endsWith(".tsx"))) {
    const name = `email-${file.replace(".tsx", "")}`;
    if (!camera.wants(name) || file.endsWith(".test.tsx")) continue;
    const { default: Email } = (await import(`@/emails/${file}`)) as { default?: Template };
    if (!Email?.PreviewProps) continue;
    const props = Email.PreviewProps;
    await take(await render(<Email {...props} brand={mark} />), name);
    if (file !== "verify-email.tsx") continue;
    await take(await render(<Email {...props} brand={mark} />), `${name}-images-blocked`, true);
    await take(await render(<Email {...props} brand={logo} />), `${name}-logo`);
    await take(await render(<Email {...props} brand={logo} />), `${name}-logo-images-blocked`, true);
  }

  async function take(html: string, name: string, areImagesBlocked = false) {
    const page = await context.newPage();
    if (areImagesBlocked) await page.route("**/*.png*", (route) => route.abort());
    await page.setContent(html, { waitUntil: "load" });
    await camera.take(page, name);
    await page.close();
  }
}
