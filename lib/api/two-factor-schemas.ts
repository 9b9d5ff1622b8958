import * as z from "zod";
import { errorResponse, successResponse, validationResponse } from "./response-schemas";

// The response bodies about second factors.

const method = {
  id: z.uuid().meta({ description: "ID of the method." }),
  name: z.string().meta({ description: "What the user calls it." }),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable().meta({ description: "Time of the last use; null if unused." }),
};

const authenticators = z
  .array(z.strictObject(method))
  .meta({ description: "The authenticator apps of the user." });

const passkeys = z
  .array(
    z.strictObject({
      ...method,
      provider: z
        .string()
        .nullable()
        .meta({ description: "Who keeps the passkey, such as a password manager; null if unknown." }),
      is_synced: z.boolean().meta({ description: "Whether the passkey can be on several devices." }),
    }),
  )
  .meta({ description: "The passkeys of the user." });

export const authenticatorListResponse = z.strictObject({ results: authenticators });

export const passkeyListResponse = z.strictObject({ results: passkeys });

export const twoFactorResponse = z.strictObject({
  is_on: z.boolean().meta({ description: "Whether the user has a second factor." }),
  authenticators,
  passkeys,
  remaining_recovery_codes: z.int().min(0).meta({ description: "Number of unused recovery codes." }),
});

const pendingLogin = {
  mfa_token: z.string().meta({ description: "Send it with the second factor." }),
  methods: z
    .array(z.enum(["passkey", "authenticator", "recovery_code"]))
    .meta({ description: "How the user can verify the login, the method used last first." }),
  expires_in: z.int().meta({ description: "Seconds until the login has to start again." }),
};

/** The login waits for the second factor. */
export const mfaRequiredResponse = z.strictObject({ status: z.literal("mfa_required"), ...pendingLogin });

/** The password was correct and the code was not. */
export const wrongCodeResponse = validationResponse.safeExtend(pendingLogin);

export const authenticatorSetupResponse = z.strictObject({
  id: z.uuid().meta({ description: "ID of the authenticator app, to confirm it with." }),
  secret: z.string().meta({ description: "The key for the app, in base32." }),
  otpauth_uri: z.string().meta({ description: "The content of the QR code." }),
});

const recoveryCodes = z
  .array(z.string())
  .meta({ description: "Each logs in once in place of another method. They are shown only now." });

export const renewedSessionResponse = successResponse.safeExtend({
  token: z.string().meta({ description: "New bearer token. The old one no longer works." }),
  expires_at: z.iso.datetime(),
});

export const addedMethodResponse = renewedSessionResponse.safeExtend({
  recovery_codes: recoveryCodes.optional(),
});

export const recoveryCodesResponse = successResponse.safeExtend({ recovery_codes: recoveryCodes });

export const renamedMethodResponse = z.strictObject({ id: method.id, name: method.name });

/** Options of the Web Authentication API, for `PublicKeyCredential.parse…OptionsFromJSON()`. */
export const passkeyOptionsResponse = z.looseObject({
  challenge: z.string().meta({ description: "Random bytes in base64url, which the passkey signs." }),
});

export const passkeyLoginOptionsResponse = z.strictObject({
  ceremony_token: z
    .string()
    .optional()
    .meta({ description: "Send it with the answer. Not with `mfa_token`." }),
  options: passkeyOptionsResponse.meta({
    description: "For `PublicKeyCredential.parseRequestOptionsFromJSON()`.",
  }),
});

/** A login that is refused although the credentials are right. */
export const loginRefusedResponse = errorResponse.extend({
  suspended_until: z.iso.datetime().optional().meta({
    description: "When the suspension ends. Missing if no end is set, or if something else is the reason.",
  }),
});
