import { brandPalette } from "@/lib/config/brand";

type IconOptions = {
  /** The radius of the corners, in the units of the picture, which is 32 wide. */
  radius?: number;
  /** How much of the picture the mark takes. Systems that cut icons to a shape keep the middle 80 %. */
  scale?: number;
};

/** Returns the built-in mark in the brand's color, as SVG. */
export function markSvg({ radius = 9, scale = 1 }: IconOptions = {}): string {
  const { fill, onFill } = brandPalette().light;
  const offset = 16 * (1 - scale);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="${radius}" fill="${fill}"/>`,
    `<g transform="translate(${offset} ${offset}) scale(${scale})"><circle cx="16" cy="9.6" r="4.1" fill="${onFill}"/>`,
    `<path d="M7.2 19.2l6.3 6.1L25 15.6" fill="none" stroke="${onFill}" stroke-width="4.2" stroke-linecap="round" stroke-linejoin="round"/></g></svg>`,
  ].join("");
}
