import { ImageResponse } from "next/og";
import { brand, brandPalette } from "@/lib/config/brand";
import { markSvg } from "./mark";

export const SOCIAL_PICTURE = { width: 1200, height: 630 } as const;

// The built-in font has these. For any other character, the renderer would ask a server of Google for a font.
const IN_FONT = /^[\p{Script=Latin}\p{N}\p{P}\p{Zs}+&]*$/u;
const LONG_NAME = 18;

/** Returns the picture that a link to the app is previewed with: the name in the brand's color, as PNG. */
export async function socialPicture(): Promise<Buffer> {
  const { name, logoUrl } = brand();
  const { fill, onFill } = brandPalette().light;
  const text = IN_FONT.test(name) ? name : "";
  const picture = new ImageResponse(
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        alignItems: "center",
        justifyContent: "center",
        gap: 48,
        padding: 80,
        backgroundColor: fill,
        color: onFill,
      }}
    >
      {/* The built-in mark stands for the app itself, not for an owner's product. */}
      {!logoUrl && (
        // biome-ignore lint/performance/noImgElement: this is rendered to a picture, not to a page
        <img alt="" src={dataUrl(markSvg())} width={200} height={200} />
      )}
      {text && (
        <div style={{ fontSize: text.length > LONG_NAME ? 80 : 128, letterSpacing: "-0.03em" }}>{text}</div>
      )}
    </div>,
    SOCIAL_PICTURE,
  );
  return Buffer.from(await picture.arrayBuffer());
}

/**
 * Returns the mark as a PNG that fills its square, for systems that cut icons to a shape of their own.
 *
 * @param size the width and height in pixels
 */
export async function markPicture(size: number): Promise<Buffer> {
  const mark = dataUrl(markSvg({ radius: 0, scale: 0.8 }));
  const picture = new ImageResponse(
    // biome-ignore lint/performance/noImgElement: this is rendered to a picture, not to a page
    <img alt="" src={mark} width={size} height={size} />,
    { width: size, height: size },
  );
  return Buffer.from(await picture.arrayBuffer());
}

function dataUrl(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
