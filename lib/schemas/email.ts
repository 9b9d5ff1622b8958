import { charField, described, maxLength, storableText, type TextRule } from "./fields";

export const MAX_EMAIL_LENGTH = 254;
// RFC 3696, section 3; longer texts are not even looked at.
const MAX_CHECKED_LENGTH = 320;
const INVALID = "Enter a valid email address.";

// Django 5.2's EmailValidator, https://github.com/django/django/blob/5.2/django/core/validators.py.
// Python's IGNORECASE lets these four letters stand for i, s and k.
const FOLDED = "İıſK";
const ATOM = `[-!#$%&'*+/=?^_\`{}|~0-9A-Z${FOLDED}]+`;
const QUOTED = `"(?:[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f!#-\\[\\]-\\x7f]|\\\\[\\x01-\\x09\\x0b\\x0c\\x0e-\\x7f])*"`;
const LOCAL_PART = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|${QUOTED})$`, "iu");
const LETTER = `a-z\\u00a1-\\uffff${FOLDED}`;
const HOST = `[${LETTER}0-9](?:[${LETTER}0-9-]{0,61}[${LETTER}0-9])?`;
const LABELS = `(?:\\.(?!-)[${LETTER}0-9-]{1,63}(?<!-))*`;
const TOP_LEVEL = `\\.(?!-)(?:[${LETTER}-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)`;
const DOMAIN = new RegExp(`^${HOST}${LABELS}${TOP_LEVEL}$`, "iu");

const validEmail: TextRule = (text) => {
  const { localPart, domain } = splitAddress(text);
  const isShort = text.length <= MAX_CHECKED_LENGTH;
  const isValid =
    isShort && LOCAL_PART.test(localPart) && DOMAIN.test(domain) && asciiDomain(domain) !== undefined;
  return isValid ? [] : [INVALID];
};

/** The domain in punycode and lower case (UTS 46); `undefined` where no host can have that name. */
function asciiDomain(domain: string): string | undefined {
  // What would make it more of a URL than a host.
  if (/[\s/?#:@\\%]/.test(domain)) return undefined;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : undefined;
}

function splitAddress(email: string) {
  const at = email.lastIndexOf("@");
  return { localPart: email.slice(0, Math.max(at, 0)), domain: email.slice(at + 1) };
}

/**
 * The form in which addresses are compared: local part without case, domain in punycode. Tags
 * (`+x`) and dots stay, because they name different mailboxes.
 */
export function canonicalEmail(email: string): string {
  const { localPart, domain } = splitAddress(email);
  return `${localPart.normalize("NFKC").toLowerCase()}@${asciiDomain(domain) ?? domain.toLowerCase()}`;
}

/** The address as a mail server takes it: as typed, but the domain in punycode. */
export function deliverableEmail(email: string): string {
  const { localPart, domain } = splitAddress(email);
  return `${localPart}@${asciiDomain(domain) ?? domain}`;
}

export const emailField = charField(
  [maxLength(MAX_EMAIL_LENGTH), storableText, described(validEmail, { format: "idn-email" })],
  { description: "Compared without case, the domain in punycode." },
);
