import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";

/** Longer than what authenticators send, attestation included. */
const MAX_LENGTH = 32_000;
const BASE64URL = /^[\w-]+$/;
/** The length of 1,023 bytes in base64url (WebAuthn Level 3, section 4, Credential ID). */
const MAX_ID_LENGTH = 1364;
const TRANSPORT = /^[a-z-]{1,20}$/;

type Fields = Record<string, unknown>;

/** Reads what a browser or program sent as JSON, or as a form field that contains JSON. */
function readObject(value: unknown): Fields | undefined {
  let parsed: unknown = value;
  if (typeof value === "string") {
    if (value.length > 2 * MAX_LENGTH) return undefined;
    try {
      parsed = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  return isObject ? (parsed as Fields) : undefined;
}

const readClientData = (clientDataJSON: string) =>
  readObject(Buffer.from(clientDataJSON, "base64url").toString("utf8"));

/** Pages of this app are shown in no frame of another site, so no honest answer comes from one. */
function isCrossOrigin(clientDataJSON: string): boolean {
  const data = readClientData(clientDataJSON);
  return data?.crossOrigin === true || data?.topOrigin !== undefined;
}

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.length <= MAX_LENGTH && BASE64URL.test(value);

function readCredential(value: unknown): { id: string; response: Fields } | undefined {
  const credential = readObject(value);
  const response = readObject(credential?.response);
  const { id, rawId, type } = credential ?? {};
  return isText(id) && id.length <= MAX_ID_LENGTH && rawId === id && type === "public-key" && response
    ? { id, response }
    : undefined;
}

const isTransport = (value: unknown): value is string => typeof value === "string" && TRANSPORT.test(value);

/** Reads the answer to a registration (WebAuthn's RegistrationResponseJSON); `undefined` if it is malformed. */
export function readRegistration(value: unknown): RegistrationResponseJSON | undefined {
  const credential = readCredential(value);
  if (!credential) return undefined;
  const { id, response } = credential;
  const { clientDataJSON, attestationObject, transports } = response;
  if (!isText(clientDataJSON) || !isText(attestationObject) || isCrossOrigin(clientDataJSON))
    return undefined;
  const known = Array.isArray(transports) ? transports.filter(isTransport) : [];
  return {
    id,
    rawId: id,
    type: "public-key",
    clientExtensionResults: {},
    response: {
      clientDataJSON,
      attestationObject,
      transports: known.slice(0, 8),
    },
  };
}

/** Reads the answer to an authentication (WebAuthn's AuthenticationResponseJSON); `undefined` if it is malformed. */
export function readAuthentication(value: unknown): AuthenticationResponseJSON | undefined {
  const credential = readCredential(value);
  if (!credential) return undefined;
  const { id, response } = credential;
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  if (!isText(clientDataJSON) || !isText(authenticatorData) || !isText(signature)) return undefined;
  if (isCrossOrigin(clientDataJSON)) return undefined;
  return {
    id,
    rawId: id,
    type: "public-key",
    clientExtensionResults: {},
    response: { clientDataJSON, authenticatorData, signature, ...(isText(userHandle) && { userHandle }) },
  };
}

/** Reads the challenge that the client data answers. @param clientDataJSON base64url */
export function readChallenge(clientDataJSON: string): string | undefined {
  const challenge = readClientData(clientDataJSON)?.challenge;
  return typeof challenge === "string" && challenge.length < 200 ? challenge : undefined;
}
