import type { EmailBrand } from "@/emails/theme";
import { brand, brandFile } from "@/lib/config/brand";
import { env } from "@/lib/config/env";

/** Email clients load these from a URL. They show no SVG, and Outlook shows no WebP. */
const IMAGE = /\.(png|jpe?g|gif)$/i;

/** Returns the brand as emails show it. A logo that email clients can't show gives way to the name and its initial. */
export function emailBrand(): EmailBrand {
  const { logoUrl, ...rest } = brand();
  const { APP_URL } = env();
  if (!logoUrl) return { ...rest, logoUrl, markUrl: APP_URL + brandFile("icon-192.png") };
  const { pathname, href } = new URL(logoUrl, APP_URL);
  return { ...rest, logoUrl: IMAGE.test(pathname) ? href : undefined, markUrl: undefined };
}
