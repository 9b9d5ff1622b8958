import { errorDetail } from "./responses";

const MAX_BODY_BYTES = 64 * 1024;

/** A body that was read, or the answer to one that cannot be. */
export type Body = { value: unknown } | { answer: Response };

/**
 * Reads what a request brings, as JSON, as a form or as multipart, with the answers of Django REST
 * framework where that fails: 400, 413 or 415. No body at all is an empty object.
 */
export async function readBody(request: Request): Promise<Body> {
  const bytes = await readBytes(request);
  if (!bytes) return { answer: errorDetail(413, "Request body is larger than 64 KiB.") };
  if (bytes.length === 0) return { value: {} };
  const type = request.headers.get("content-type") ?? "";
  switch (type.split(";")[0]?.trim().toLowerCase()) {
    case "application/json":
      return readJson(bytes);
    case "application/x-www-form-urlencoded":
    case "multipart/form-data":
      return readForm(bytes, type);
    default:
      return { answer: errorDetail(415, `Unsupported media type "${type}" in request.`) };
  }
}

/** The body, or `undefined` where it is too large; it is not taken further than that, whatever its length claims. */
export async function readBytes(
  request: Request,
  mostBytes = MAX_BODY_BYTES,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const declared = request.headers.get("content-length");
  if (Number(declared) > mostBytes) return undefined;
  // No more can come than was declared; and reading it at once is quicker.
  if (declared) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function readJson(bytes: Uint8Array): Body {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (problem) {
    const reason = problem instanceof SyntaxError ? problem.message : "The body is not UTF-8.";
    return { answer: errorDetail(400, `JSON parse error - ${reason}`) };
  }
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Body> {
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    return { value: nest(form) };
  } catch {
    return { answer: errorDetail(400, "Multipart form parse error - Invalid boundary or content.") };
  }
}

/**
 * A form as the object that JSON would have brought: `device.os` is the field `os` of `device`. An
 * empty field counts as none where it may be left out, since a form cannot leave a field out.
 */
function nest(form: FormData): Record<string, unknown> {
  const value: Record<string, unknown> = Object.create(null);
  for (const [name, entry] of form) {
    const text = typeof entry === "string" ? entry : { file: entry.name };
    const [outer = "", inner] = name.split(/\.(.*)/s);
    if (text === "" && MAY_BE_LEFT_OUT.has(name)) continue;
    if (inner === undefined) value[outer] = text;
    else value[outer] = { ...(value[outer] as object | undefined), [inner]: text };
  }
  return value;
}

const MAY_BE_LEFT_OUT = new Set(["role", "device.browser", "device.os"]);
