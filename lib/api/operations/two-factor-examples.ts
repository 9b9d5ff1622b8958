import { EXAMPLE_EXPIRY, EXAMPLE_TOKEN, EXAMPLE_USER, exampleSuccess } from "./example-values";

// The values of the examples about second factors.

export const EXAMPLE_MFA_TOKEN = "b7Qx1Zc9u2vYT0sXK7dRj4wLh8mEoGfAiPz3yQxV6tN";
export const EXAMPLE_CEREMONY_TOKEN = "0sXK7dRj4wLh8mEoGfAiPz3yQxV6tNb7Qx1Zc9u2vYT";
const EXAMPLE_CHALLENGE = "h8mEoGfAiPz3yQxV6tNb7Qx1Zc9u2vYT0sXK7dRj4wL";
const EXAMPLE_RECOVERY_CODES = ["K7QMX-2RTVP-9HZ4D", "P4WCN-E8VJD-6TKXB"];

export const EXAMPLE_AUTHENTICATOR = {
  id: "0198c5a2-a1c4-7b1e-9c35-7f8e6d5b4a39",
  name: "Phone",
  created_at: "2026-11-02T08:15:30.000Z",
  last_used_at: "2026-12-01T09:30:00.000Z",
};

export const EXAMPLE_PASSKEY = {
  ...EXAMPLE_AUTHENTICATOR,
  id: "0198c5a2-b2d5-7c2f-8d46-8a9f7e6c5b40",
  name: "Laptop",
  provider: "Apple Passwords",
  is_synced: true,
};

export const EXAMPLE_SETUP = {
  id: EXAMPLE_AUTHENTICATOR.id,
  secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
  otpauth_uri: `otpauth://totp/Real%20MFA:${EXAMPLE_USER.email}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Real%20MFA`,
};

/** What a passkey is asked for, shortened. */
export const EXAMPLE_REQUEST_OPTIONS = {
  challenge: EXAMPLE_CHALLENGE,
  rpId: "accounts.example.com",
  timeout: 300_000,
  userVerification: "preferred",
};

/** What a new passkey is created with, shortened. */
export const EXAMPLE_CREATION_OPTIONS = {
  challenge: EXAMPLE_CHALLENGE,
  rp: { id: "accounts.example.com", name: "Acme" },
  user: { id: "AZjFonsefEqfbS6LGgxNXw", name: EXAMPLE_USER.email, displayName: EXAMPLE_USER.username },
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
};

/** A passkey's answer, shortened. */
export const EXAMPLE_PASSKEY_RESPONSE = {
  id: "q4bFZGJ1c3pT3nTg2wY8sA",
  rawId: "q4bFZGJ1c3pT3nTg2wY8sA",
  type: "public-key",
  clientExtensionResults: {},
  response: { clientDataJSON: "eyJ0eXBlIjoi…", authenticatorData: "SZYN5YgO…", signature: "MEUCIQD…" },
};

/** A new passkey, shortened. */
export const EXAMPLE_NEW_PASSKEY = {
  ...EXAMPLE_PASSKEY_RESPONSE,
  response: { clientDataJSON: "eyJ0eXBlIjoi…", attestationObject: "o2NmbXRk…", transports: ["internal"] },
};

/** The response of an operation that gives the session a new token. */
export const exampleRenewed = (message: string) => ({
  ...exampleSuccess(message),
  token: EXAMPLE_TOKEN,
  expires_at: EXAMPLE_EXPIRY,
});

/** The response of an operation that returns recovery codes. */
export const withRecoveryCodes = <Example extends object>(example: Example) => ({
  ...example,
  recovery_codes: EXAMPLE_RECOVERY_CODES,
});
