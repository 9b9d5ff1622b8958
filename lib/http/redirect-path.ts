/**
 * Returns where to redirect to after login: the wanted path, or `fallback` if it could lead to another origin.
 * https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html
 */
export function safeRedirectPath(wanted: string | undefined, fallback: string): string {
  if (!wanted?.startsWith("/") || /[\\\p{Cc}]/u.test(wanted)) return fallback;
  const here = "http://here.invalid";
  const url = URL.canParse(wanted, here) ? new URL(wanted, here) : undefined;
  return url?.origin === here && !url.pathname.startsWith("//") ? url.pathname + url.search : fallback;
}

/** Returns the path of the login page that leads to another path afterwards. */
export function loginPath(next: string): string {
  return `/login?next=${encodeURIComponent(next)}`;
}

/** Returns the path of the page that a form was sent from, for its action to return to. */
export function refererPath(referer: string | null, fallback: string): string {
  if (!referer || !URL.canParse(referer)) return fallback;
  const { pathname, search } = new URL(referer);
  return safeRedirectPath(pathname + search, fallback);
}
