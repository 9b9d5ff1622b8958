const TIMEOUT_MS = 15_000;

/**
 * Sends JSON to any server and returns the status, the headers and the body as text.
 *
 * @throws if there is no response within 15 seconds
 */
export async function postJson(url: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
