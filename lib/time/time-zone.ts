/** The cookie in which the browser tells the person's time zone, such as `Europe/Berlin`. */
export const TIME_ZONE_COOKIE = "time_zone";

const NAME = /^[A-Za-z][\w+/-]{0,63}$/;

/**
 * Returns the time zone that a `Cookie` header names. Any client can send it, so what is no time zone counts as unknown.
 *
 * @returns `undefined` if it is unknown
 */
export function timeZoneOf(cookieHeader: string | null): string | undefined {
  const [, value = ""] = new RegExp(`(?:^|; )${TIME_ZONE_COOKIE}=([^;]*)`).exec(cookieHeader ?? "") ?? [];
  return isTimeZone(value) ? value : undefined;
}

function isTimeZone(name: string): boolean {
  if (!NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
