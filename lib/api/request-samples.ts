import type { JsonObject, Operation } from "./operations";

/** How to make a request, as a shell command and as JavaScript. */
export type RequestSamples = { curl: string; fetch: string };

const IDENTIFIER_KEY = /^(\s*)"([A-Za-z_]\w*)":/gm;

/** Writes the example request of an operation for curl and for `fetch`. The token is a variable in both. */
export function requestSamples(operation: Operation, origin: string): RequestSamples {
  const url = exampleUrl(operation, origin);
  return { curl: curlSample(operation, url), fetch: fetchSample(operation, url) };
}

function exampleUrl({ path, parameters = [] }: Operation, origin: string): string {
  let filled = path;
  const query = new URLSearchParams();
  for (const { name, in: place, example } of parameters) {
    if (example === undefined) continue;
    if (place === "path") filled = filled.replace(`{${name}}`, example);
    if (place === "query") query.set(name, example);
  }
  return `${origin}${filled}${query.size > 0 ? `?${query}` : ""}`;
}

/** Returns the request headers other than `Authorization`. */
function exampleHeaders({
  parameters = [],
  bodyExample,
  requestContentTypes,
}: Operation): [string, string][] {
  const contentType = bodyExample ? "application/json" : requestContentTypes?.[0];
  return [
    ...(contentType ? [["Content-Type", contentType] satisfies [string, string]] : []),
    ...parameters.flatMap(({ name, in: place, example }): [string, string][] =>
      place === "header" && example !== undefined ? [[name, example]] : [],
    ),
  ];
}

function curlSample(operation: Operation, url: string): string {
  const { method, requiresAuth, bodyExample, requestContentTypes, responseType } = operation;
  // curl sends GET by default, and POST where there is data.
  const isDefault = method === "get" || (method === "post" && bodyExample !== undefined);
  return [
    `curl ${isDefault ? "" : `-X ${method.toUpperCase()} `}"${url}"`,
    ...(requiresAuth ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...exampleHeaders(operation).map(([name, value]) => `-H "${name}: ${value}"`),
    ...(bodyExample ? [`-d '${indent(formatJson(bodyExample)).replaceAll("'", "'\\''")}'`] : []),
    ...(requestContentTypes ? ["--data-binary @picture.jpg"] : []),
    ...(responseType ? ["-o picture.webp"] : []),
  ].join(" \\\n  ");
}

function fetchSample(operation: Operation, url: string): string {
  const { method, requiresAuth, bodyExample, requestContentTypes, responseType } = operation;
  const headers = [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the sample that interpolates the token
    ...(requiresAuth ? ["    Authorization: `Bearer ${token}`,"] : []),
    ...exampleHeaders(operation).map(([name, value]) => `    "${name}": "${value}",`),
  ];
  const options = [
    ...(method === "get" ? [] : [`  method: "${method.toUpperCase()}",`]),
    ...(headers.length > 0 ? ["  headers: {", ...headers, "  },"] : []),
    ...(bodyExample ? [`  body: JSON.stringify(${indent(objectLiteral(bodyExample))}),`] : []),
    ...(requestContentTypes ? ["  body: file,"] : []),
  ];
  const request = options.length > 0 ? `"${url}", {\n${options.join("\n")}\n}` : `"${url}"`;
  const result = responseType
    ? "const picture = await response.blob();"
    : "const result = await response.json();";
  return `const response = await fetch(${request});\n${result}`;
}

/** Formats a value as JSON, with two spaces per level. */
export function formatJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

function objectLiteral(value: JsonObject): string {
  return formatJson(value).replace(IDENTIFIER_KEY, "$1$2:");
}

const indent = (text: string) => text.replaceAll("\n", "\n  ");
