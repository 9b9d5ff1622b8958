import type { PendingLogin } from "@/lib/login/pending-login";
import type { AddedMethod } from "@/lib/two-factor/add-authenticator-app";
import type { ListedApp, ListedPasskey, TwoFactor } from "@/lib/two-factor/get-two-factor";
import { passkeyProvider } from "@/lib/two-factor/passkey-providers";
import { tokenJson } from "./serializers";

/** Serializes the second factors of a user for API responses. */
export function twoFactorJson({ isOn, authenticators, passkeys, remainingRecoveryCodes }: TwoFactor) {
  return {
    is_on: isOn,
    authenticators: authenticators.map(methodJson),
    passkeys: passkeys.map(passkeyJson),
    remaining_recovery_codes: remainingRecoveryCodes,
  };
}

function methodJson({ id, name, createdAt, lastUsedAt }: ListedApp) {
  return {
    id,
    name,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
  };
}

function passkeyJson(passkey: ListedPasskey) {
  const provider = passkeyProvider(passkey.aaguid) ?? null;
  return { ...methodJson(passkey), provider, is_synced: passkey.isSynced };
}

/** Serializes what adding a second factor returns. */
export function addedMethodJson({ session, recoveryCodes }: AddedMethod) {
  return { ...tokenJson(session), ...(recoveryCodes && { recovery_codes: recoveryCodes }) };
}

/** Serializes what completes a login that waits for the second factor. */
export function pendingLoginJson({ mfaToken, methods, expiresInSeconds }: PendingLogin) {
  return { mfa_token: mfaToken, methods, expires_in: expiresInSeconds };
}
