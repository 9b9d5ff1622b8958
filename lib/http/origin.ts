/**
 * Returns whether a request comes from a page of this app, by its `Origin` header. Browsers send one with every form
 * post; a missing one, and the `null` of a sandboxed page, are foreign.
 *
 * @param appUrl the configured URL of the app
 */
export function isOwnOrigin(headers: Pick<Headers, "get">, appUrl: string): boolean {
  const origin = headers.get("origin") ?? "";
  const here = new URL(appUrl);
  return [here.origin, `${here.protocol}//${headers.get("host")}`].includes(origin);
}
