const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Builds the HTTP response for a picture. A URL that contains the picture's hash can be cached for a year;
 * for any other URL the browser revalidates with the ETag on each request.
 *
 * @param headers the request headers
 */
export function pictureResponse(
  { picture, pictureHash }: { picture: Uint8Array<ArrayBuffer>; pictureHash: string },
  headers: Headers,
  isHashInUrl: boolean,
): Response {
  const etag = `"${pictureHash}"`;
  const cacheControl = isHashInUrl ? `private, max-age=${YEAR_SECONDS}, immutable` : "private, no-cache";
  const cacheHeaders = { etag, "cache-control": cacheControl, vary: "Authorization, Cookie" };
  if (headers.get("if-none-match") === etag)
    return new Response(null, { status: 304, headers: cacheHeaders });
  return new Response(picture, { headers: { ...cacheHeaders, "content-type": "image/webp" } });
}
