const NAMES: Record<string, string> = {
  pwd: "password",
  hwk: "passkey",
  swk: "passkey",
  otp: "authenticator app",
  recovery: "recovery code",
};

/**
 * Describes how a user has authenticated, in plain words: "Password and authenticator app".
 *
 * @param amr the methods, as in RFC 8176; those that are no method of their own, such as `mfa`, are left out
 */
export function describeAuthentication(amr: string[]): string {
  const names = [...new Set(amr.flatMap((method) => NAMES[method] ?? []))];
  const text = new Intl.ListFormat("en").format(names);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
