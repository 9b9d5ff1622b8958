import { request as httpRequest } from "node:http";

type Headers = Record<string, string>;
type HttpResponse = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** Sends one HTTP request with exactly these headers, including a `Host` that no browser would send. */
export function send(
  url: string,
  method = "GET",
  headers: Headers = {},
  body?: Buffer,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Returns the hidden fields of the forms in a page, including those that identify the server action. */
export function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) fields[name] = unescapeHtml(/value="([^"]*)"/.exec(input)?.[1] ?? "");
  }
  return fields;
}

function unescapeHtml(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}

/** Submits fields to a page as its form does without JavaScript. */
export async function submit(
  url: string,
  fields: Record<string, string>,
  headers: Headers = {},
): Promise<HttpResponse> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const encoded = new Response(form);
  const body = Buffer.from(await encoded.arrayBuffer());
  return send(url, "POST", { "content-type": encoded.headers.get("content-type") ?? "", ...headers }, body);
}
