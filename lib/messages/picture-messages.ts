import type { Catalogue, PictureCode } from "./message";

/** What the pages say about an uploaded picture. */
export const PICTURE_MESSAGES = {
  not_an_image: "We couldn't read that file. Upload a JPEG, PNG, WebP, GIF, AVIF or TIFF image.",
  image_too_large: "That image is too large. The limit is 5 MB.",
  image_too_many_pixels: "That image has too many pixels. Upload a smaller version.",
  image_is_heic: "HEIC images aren't supported. Upload a JPEG or PNG instead.",
} satisfies Catalogue<PictureCode>;
