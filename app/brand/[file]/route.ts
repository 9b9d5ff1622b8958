import { brand, brandPalette } from "@/lib/config/brand";
import { BACKGROUNDS, paletteStyles } from "@/lib/config/brand-colors";
import { markSvg } from "./mark";
import { markPicture, socialPicture } from "./pictures";

type BrandFile = { type: string; content: () => string | Promise<Buffer> };

const png = (content: () => Promise<Buffer>): BrandFile => ({ type: "image/png", content });

/** What the owner's name, logo and color are made into. Links to them have a version, see `brandFile`. */
const FILES: Record<string, BrandFile> = {
  "colors.css": { type: "text/css; charset=utf-8", content: () => paletteStyles(brandPalette()) },
  "icon.svg": { type: "image/svg+xml", content: () => markSvg() },
  "apple-icon.png": png(() => markPicture(180)),
  "icon-192.png": png(() => markPicture(192)),
  "icon-512.png": png(() => markPicture(512)),
  "social.png": png(socialPicture),
  "manifest.webmanifest": { type: "application/manifest+json; charset=utf-8", content: manifest },
};

// The settings don't change while the app runs, and pictures take a moment to make.
const made = new Map<string, Promise<string | Buffer>>();

export async function GET(_request: Request, { params }: RouteContext<"/brand/[file]">): Promise<Response> {
  const { file } = await params;
  const found = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
  if (!found) return new Response(null, { status: 404 });
  const content = made.get(file) ?? Promise.resolve(found.content());
  made.set(file, content);
  // The next request tries again.
  content.catch(() => made.delete(file));
  return new Response(new Uint8Array(Buffer.from(await content)), {
    headers: { "content-type": found.type, "cache-control": "public, max-age=31536000, immutable" },
  });
}

function manifest(): string {
  const { name, logoUrl } = brand();
  const icons = logoUrl
    ? [{ src: logoUrl, sizes: "any" }]
    : [192, 512].map((size) => ({
        src: `/brand/icon-${size}.png`,
        type: "image/png",
        sizes: `${size}x${size}`,
        purpose: "any maskable",
      }));
  return JSON.stringify({
    name,
    short_name: name,
    start_url: "/",
    display: "browser",
    background_color: BACKGROUNDS.light[0],
    theme_color: brandPalette().light.fill,
    icons,
  });
}
