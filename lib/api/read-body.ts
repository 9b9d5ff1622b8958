import { readBytes } from "@/lib/http/read-bytes";
import { findDuplicateKey } from "./duplicate-keys";
import { bodyErrorResponse, errorDetail } from "./responses";

/** The most that a JSON or form body may have. */
export const MAX_BODY_BYTES = 64 * 1024;

/** A parsed body, or the error response to one that can't be parsed. */
export type ParsedBody = { value: unknown } | { error: Response };

/**
 * Parses a JSON, urlencoded or multipart request body. Failures get the responses of Django REST
 * framework: 400, 413 or 415. An absent body parses as an empty object.
 */
export async function readBody(request: Request): Promise<ParsedBody> {
  const body = await readBytes(request, MAX_BODY_BYTES);
  if (!body.ok) return { error: bodyErrorResponse(body.failure) };
  const bytes = body.value;
  if (bytes.length === 0) return { value: {} };
  const type = request.headers.get("content-type") ?? "";
  switch (type.split(";")[0]?.trim().toLowerCase()) {
    case "application/json":
      return parseJson(bytes);
    case "application/x-www-form-urlencoded":
    case "multipart/form-data":
      return parseForm(bytes, type);
    default:
      return { error: errorDetail(415, `Unsupported media type "${type}" in request.`) };
  }
}

function parseJson(bytes: Uint8Array): ParsedBody {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const duplicate = findDuplicateKey(text);
    if (duplicate === undefined) return { value };
    return { error: errorDetail(400, `JSON parse error - Duplicate key ${JSON.stringify(duplicate)}`) };
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "The body is not UTF-8.";
    return { error: errorDetail(400, `JSON parse error - ${reason}`) };
  }
}

async function parseForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<ParsedBody> {
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    const names = [...form.keys()];
    const duplicate = names.find((name, index) => names.indexOf(name) !== index);
    if (duplicate === undefined) return { value: nestFields(form) };
    return { error: errorDetail(400, `Form parse error - Duplicate key ${JSON.stringify(duplicate)}`) };
  } catch {
    return { error: errorDetail(400, "Multipart form parse error - Invalid boundary or content.") };
  }
}

// A form can't omit an input, so an empty value of these fields means that it was omitted.
const OMITTED_WHEN_EMPTY = new Set(["role", "device.browser", "device.os"]);

/** Converts a form to the object that JSON would have carried: `device.os` is the field `os` of `device`. */
function nestFields(form: FormData): Record<string, unknown> {
  // Without a prototype, a field named `__proto__` is a field like any other.
  const value: Record<string, unknown> = Object.create(null);
  for (const [name, entry] of form) {
    const text = typeof entry === "string" ? entry : { file: entry.name };
    const [outer = "", inner] = name.split(/\.(.*)/s);
    if (text === "" && OMITTED_WHEN_EMPTY.has(name)) continue;
    if (inner === undefined) value[outer] = text;
    else value[outer] = { ...(value[outer] as object | undefined), [inner]: text };
  }
  return value;
}
