import type { EmailBrand } from "@/emails/theme";
import { brand } from "@/lib/config/brand";
import { env } from "@/lib/config/env";

/** Email clients load these from a URL. They show no SVG, and Outlook shows no WebP. */
const IMAGE = /\.(png|jpe?g|gif)$/i;

/** Returns the brand as emails show it. A logo that email clients can't show gives way to the name. */
export function emailBrand(): EmailBrand {
  const { logoUrl, ...rest } = brand();
  return { ...rest, logoUrl: logoUrl && emailLogoUrl(logoUrl) };
}

function emailLogoUrl(logoUrl: string): string | undefined {
  const { APP_URL } = env();
  if (!URL.canParse(logoUrl, APP_URL)) return undefined;
  const { protocol, pathname, href } = new URL(logoUrl, APP_URL);
  return /^https?:$/.test(protocol) && IMAGE.test(pathname) ? href : undefined;
}
