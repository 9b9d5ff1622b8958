const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * A picture as it is sent. Where its hash stands in the address the browser keeps it; elsewhere it asks
 * each time whether it is still the same.
 */
export function pictureResponse(
  { picture, pictureHash }: { picture: Uint8Array<ArrayBuffer>; pictureHash: string },
  headers: Headers,
  isHashInAddress: boolean,
): Response {
  const etag = `"${pictureHash}"`;
  const cacheControl = isHashInAddress ? `private, max-age=${YEAR_SECONDS}, immutable` : "private, no-cache";
  const kept = { etag, "cache-control": cacheControl, vary: "Authorization, Cookie" };
  if (headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers: kept });
  return new Response(picture, { headers: { ...kept, "content-type": "image/webp" } });
}
