import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import { formatDuration } from "@/lib/messages/duration";

// What a page asks of the browser. The library is loaded once a passkey is asked for.

/** Why a passkey couldn't be used, as a text for the page. Without a text, the user canceled. */
export class PasskeyError extends Error {
  constructor(readonly text?: string) {
    super(text ?? "canceled");
  }
}

const UNAVAILABLE = "Passkeys don't work at the moment. Try again, or use another method.";
const EXPIRED = "This request has expired. Reload the page and try again.";

/** Returns whether this browser knows passkeys. */
export const supportsPasskeys = () => typeof PublicKeyCredential === "function";

/** Returns whether this browser offers passkeys at a text field. */
export async function supportsAutofill(): Promise<boolean> {
  return supportsPasskeys() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);
}

function tooManyRequests({ headers }: Response): string {
  const wait = formatDuration(Number(headers.get("retry-after")));
  return `Too many requests. Try again in ${wait}, or use another method.`;
}

async function fetchOptions<Options>(path: string): Promise<Options> {
  const response = await fetch(path, { method: "POST" }).catch(() => undefined);
  if (response?.ok && !response.redirected) return (await response.json()) as Options;
  if (response?.status === 429) throw new PasskeyError(tooManyRequests(response));
  throw new PasskeyError(response && response.status < 500 ? EXPIRED : UNAVAILABLE);
}

/**
 * Asks the user for a passkey. An earlier request that is still open is canceled: a browser allows one at a time.
 *
 * @param optionsPath where the server hands out a challenge for this one use
 * @param autofill offers the passkeys at the text field, until the user chooses one. It must not cancel what was asked for
 *   while it waited for the server: `isWanted` tells whether to go on then
 */
export async function requestPasskey(
  optionsPath: string,
  autofill?: { isWanted: () => boolean },
): Promise<AuthenticationResponseJSON> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const optionsJSON = await fetchOptions<PublicKeyCredentialRequestOptionsJSON>(optionsPath);
  if (autofill && !autofill.isWanted()) throw new PasskeyError();
  return startAuthentication({ optionsJSON, useBrowserAutofill: autofill !== undefined }).catch(rethrow);
}

/** Asks the user to create a passkey. */
export async function createPasskey(optionsPath: string): Promise<RegistrationResponseJSON> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  const optionsJSON = await fetchOptions<PublicKeyCredentialCreationOptionsJSON>(optionsPath);
  return startRegistration({ optionsJSON }).catch(rethrow);
}

/** Cancels an open request for a passkey. */
export async function cancelPasskeyRequest(): Promise<void> {
  const { WebAuthnAbortService } = await import("@simplewebauthn/browser");
  WebAuthnAbortService.cancelCeremony();
}

function rethrow(error: unknown): never {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
    throw new PasskeyError("This device already has a passkey for your account.");
  }
  // Canceled, timed out or aborted: browsers don't tell which.
  throw new PasskeyError();
}

/** Tells the browser that a passkey no longer exists, where it can remove it from its suggestions. */
export async function signalUnknownPasskey(credentialId: string): Promise<void> {
  if (!supportsPasskeys()) return;
  const { hostname: rpId } = window.location;
  await PublicKeyCredential.signalUnknownCredential?.({ rpId, credentialId }).catch(() => undefined);
}

/** Tells the browser which passkeys exist, where it can remove the others from its suggestions. */
export async function signalAcceptedPasskeys(userId: string, credentialIds: string[]): Promise<void> {
  if (!supportsPasskeys()) return;
  const { hostname: rpId } = window.location;
  const accepted = { rpId, userId, allAcceptedCredentialIds: credentialIds };
  await PublicKeyCredential.signalAllAcceptedCredentials?.(accepted).catch(() => undefined);
}
