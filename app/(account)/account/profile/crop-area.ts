type Size = { width: number; height: number };

/** The point of the image that is in the middle of the picture, in its pixels, and how much it is enlarged. */
export type Focus = { x: number; y: number; zoom: number };

/** The square of the image that becomes the picture. */
export type CropArea = { left: number; top: number; size: number };

/** Returns the square around a point, which lies within the image. At a zoom of 1 it is as large as possible. */
export function cropArea({ width, height }: Size, { x, y, zoom }: Focus): CropArea {
  const size = Math.min(width, height) / zoom;
  const within = (start: number, end: number) => Math.min(Math.max(start, 0), end - size);
  return { left: within(x - size / 2, width), top: within(y - size / 2, height), size };
}

/** Moves the square by a distance in the image's pixels, as far as the image goes. */
export function move(image: Size, focus: Focus, right: number, down: number): Focus {
  const { left, top, size } = cropArea(image, { ...focus, x: focus.x + right, y: focus.y + down });
  return { ...focus, x: left + size / 2, y: top + size / 2 };
}
