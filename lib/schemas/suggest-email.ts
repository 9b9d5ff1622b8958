// Part of the browser bundle, loaded once an address was typed.

/** Where most mailboxes are. An address at a domain that looks like one of these is probably a typing error. */
const COMMON_DOMAINS = [
  "gmail.com",
  "googlemail.com",
  "outlook.com",
  "hotmail.com",
  "hotmail.co.uk",
  "hotmail.fr",
  "yahoo.com",
  "yahoo.co.uk",
  "icloud.com",
  "proton.me",
  "protonmail.com",
  "fastmail.com",
  "comcast.net",
  "orange.fr",
  "t-online.de",
  "freenet.de",
];

/** Domains of other providers that look like one of those above: some have one in many countries. */
const OTHER_DOMAINS =
  /^((e|y)?mail|mailo|gmx|cloud|orange)\.com$|^(proton|protonmail|fastmail|hotmail|outlook|yahoo|orange|t-online)\.(com?\.)?(?!c[om]$)..$/;

/** Two typing errors in a domain that is long enough to be recognized all the same. */
const MAX_DISTANCE = 2;

/**
 * Returns the address that was probably meant: the same name at a common domain that is spelled almost alike.
 * A suggestion only, since the domain may exist.
 *
 * @returns `undefined` if there is no such domain, or the address has none
 */
export function suggestEmail(typed: string): string | undefined {
  const at = typed.lastIndexOf("@");
  const domain = typed
    .slice(at + 1)
    .toLowerCase()
    .trim();
  if (at < 1 || COMMON_DOMAINS.includes(domain) || OTHER_DOMAINS.test(domain)) return undefined;
  let nearest: { domain: string; distance: number } | undefined;
  for (const common of COMMON_DOMAINS) {
    if (Math.abs(common.length - domain.length) > MAX_DISTANCE) continue;
    const distance = editDistance(domain, common);
    if (distance <= MAX_DISTANCE && distance < (nearest?.distance ?? MAX_DISTANCE + 1)) {
      nearest = { domain: common, distance };
    }
  }
  return nearest && `${typed.slice(0, at).trim()}@${nearest.domain}`;
}

/** The number of letters to add, leave out, replace or swap with their neighbor (optimal string alignment distance). */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwapped = row > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}
