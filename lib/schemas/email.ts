import { charField, described, maxLength, storableText, type TextRule } from "./fields";
import { invisibleCharacter, trimInvisible } from "./invisible-characters";

export const MAX_EMAIL_LENGTH = 254;
// RFC 3696, section 3. Longer texts are rejected without running the expressions below.
const MAX_CHECKED_LENGTH = 320;
// RFC 5321, section 4.5.3.1, and RFC 1035, section 2.3.4.
const MAX_LOCAL_PART_LENGTH = 64;
const MAX_LABEL_LENGTH = 63;

// Django 5.2's EmailValidator, https://github.com/django/django/blob/5.2/django/core/validators.py.
// Of the local parts that it accepts, three kinds can't be relied on to be delivered, and an account with such an address
// could never be verified: quoted ones (Resend documents only the form `email@example.com`), letters outside ASCII
// (they need SMTPUTF8, which Amazon SES and others lack), and more than 64 characters (RFC 5321).
const ATOM = "[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+";
const LOCAL_PART = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`);
// With Python's IGNORECASE these four letters match i, s and k.
const FOLDED = "İıſK";
const LETTER = `a-z\\u00a1-\\uffff${FOLDED}`;
const HOST = `[${LETTER}0-9](?:[${LETTER}0-9-]{0,61}[${LETTER}0-9])?`;
const LABELS = `(?:\\.(?!-)[${LETTER}0-9-]{1,63}(?<!-))*`;
const TOP_LEVEL = `\\.(?!-)(?:[${LETTER}-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)`;
const DOMAIN = new RegExp(`^${HOST}${LABELS}${TOP_LEVEL}$`, "iu");

const validEmail: TextRule = (text) => {
  const invisible = invisibleCharacter(text);
  if (invisible.length > 0) return invisible;
  const { localPart, domain } = splitAddress(text);
  const isShort = text.length <= MAX_CHECKED_LENGTH;
  const isValid = isShort && LOCAL_PART.test(localPart) && DOMAIN.test(domain) && isSendable(text);
  return isValid ? [] : ["invalid_email"];
};

/** Returns whether an address keeps within the limits of mail servers and the DNS once its domain is in Punycode. */
function isSendable(email: string): boolean {
  const { localPart, domain: typedDomain } = splitAddress(email);
  const domain = asciiDomain(typedDomain);
  // An address that is too long as typed is only said to be that.
  if (domain === undefined || email.length > MAX_EMAIL_LENGTH) return domain !== undefined;
  return (
    localPart.length <= MAX_LOCAL_PART_LENGTH &&
    deliverableEmail(email).length <= MAX_EMAIL_LENGTH &&
    domain.split(".").every((label) => label.length <= MAX_LABEL_LENGTH)
  );
}

/** Returns a domain in lower-case Punycode (UTS 46); `undefined` if it is not a valid host name. */
function asciiDomain(domain: string): string | undefined {
  // Characters that would make it more than the host of a URL.
  if (/[\s/?#:@\\%]/.test(domain)) return undefined;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : undefined;
}

function splitAddress(email: string) {
  const at = email.lastIndexOf("@");
  return { localPart: email.slice(0, Math.max(at, 0)), domain: email.slice(at + 1) };
}

/**
 * Returns an address as it is compared: the local part case-insensitive, the domain in Punycode. Tags (`+x`) and
 * dots are kept, because they can name different mailboxes.
 */
export function canonicalEmail(email: string): string {
  const { localPart, domain } = splitAddress(email);
  return `${localPart.normalize("NFKC").toLowerCase()}@${asciiDomain(domain) ?? domain.toLowerCase()}`;
}

/** Returns an address as a mail server accepts it: as typed, with the domain in Punycode. */
export function deliverableEmail(email: string): string {
  const { localPart, domain } = splitAddress(email);
  return `${localPart}@${asciiDomain(domain) ?? domain}`;
}

export const emailField = charField(
  [maxLength(MAX_EMAIL_LENGTH), storableText, described(validEmail, { format: "idn-email" })],
  { trim: trimInvisible, description: "Case-insensitive; the domain is compared in Punycode." },
);
