const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** A picture as it is sent: kept by the browser that asked, under the hash that stands in its address. */
export function pictureResponse(
  { picture, pictureHash }: { picture: Uint8Array<ArrayBuffer>; pictureHash: string },
  headers: Headers,
): Response {
  const etag = `"${pictureHash}"`;
  const kept = { etag, "cache-control": `private, max-age=${YEAR_SECONDS}, immutable` };
  if (headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers: kept });
  return new Response(picture, { headers: { ...kept, "content-type": "image/webp" } });
}
