/**
 * Reads the body of a request into memory. Stops as soon as more than `maxBytes` have arrived, whatever
 * the request declares as its length.
 *
 * @returns `undefined` when the body is larger than `maxBytes`
 */
export async function readBytes(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const declared = request.headers.get("content-length");
  if (Number(declared) > maxBytes) return undefined;
  // The server never delivers more than the declared length, and one read is faster than many chunks.
  if (declared) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
