import { err, ok, type Result } from "@/lib/result";

/** Why a body can't be used: it is larger than allowed, or the client closed the connection while sending it. */
export type BodyFailure = { code: "body_too_large" } | { code: "aborted" };

/**
 * Reads the body of a request into memory. Stops as soon as more than `maxBytes` have arrived, whatever
 * the request declares as its length.
 */
export async function readBytes(
  request: Request,
  maxBytes: number,
): Promise<Result<Uint8Array<ArrayBuffer>, BodyFailure>> {
  const declared = request.headers.get("content-length");
  if (Number(declared) > maxBytes) return err({ code: "body_too_large" });
  try {
    // The server never delivers more than the declared length, and one read is faster than many chunks.
    if (declared) return ok(new Uint8Array(await request.arrayBuffer()));
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of request.body ?? []) {
      length += chunk.length;
      if (length > maxBytes) return err({ code: "body_too_large" });
      chunks.push(chunk);
    }
    return ok(new Uint8Array(Buffer.concat(chunks)));
  } catch {
    // Reading fails only if the connection does. That is not a fault of the app, so nothing is logged.
    return err({ code: "aborted" });
  }
}
