import * as z from "zod/mini";
import { booleanField } from "./choice-fields";
import { optionalPasswordField } from "./current-password";
import { charField, maxLength, optional, serializer, storableText } from "./fields";
import { deviceTokenField } from "./login";

export const METHOD_NAME_LENGTH = 60;
const MAX_CODE_LENGTH = 100;
const MAX_TOKEN_LENGTH = 100;

/** A code of an authenticator app, or a recovery code, in any notation. */
const codeField = charField([maxLength(MAX_CODE_LENGTH), storableText], {
  description: "The 6 digits that the authenticator app shows, or a recovery code.",
});

const nameField = charField([maxLength(METHOD_NAME_LENGTH), storableText], {
  description: "What the user calls it.",
});

const mfaTokenField = charField([maxLength(MAX_TOKEN_LENGTH), storableText], {
  description: "The `mfa_token` of a login that waits for the second factor.",
});

/** The second step of a login. */
export const verifyLoginSchema = serializer({
  mfa_token: mfaTokenField,
  code: codeField,
  remember_device: optional(booleanField()),
  device_token: optional(deviceTokenField),
});

/** A person who lost every second factor. */
export const requestResetSchema = serializer({ mfa_token: mfaTokenField });

/** The first code of a new authenticator app. */
export const confirmAuthenticatorSchema = serializer({ code: codeField, name: optional(nameField) });

/** A new name of an authenticator app or a passkey. */
export const renameMethodSchema = serializer({ name: nameField });

/** What a browser's `PublicKeyCredential.toJSON()` returns. Read and checked where it is verified. */
const passkeyField = z.optional(z.unknown()).register(z.globalRegistry, {
  description: "What `PublicKeyCredential.toJSON()` returns.",
});

/** What confirms that it is the owner who uses a session: the code of a second factor, or the password without one. */
export const confirmIdentitySchema = serializer({
  code: optional(
    charField([maxLength(MAX_CODE_LENGTH), storableText], {
      allowBlank: true,
      description: "The 6 digits that the authenticator app shows, or a recovery code.",
    }),
  ),
  password: optionalPasswordField,
  passkey: passkeyField,
});

/** A program that is about to ask for a passkey. */
export const passkeyOptionsSchema = serializer({
  mfa_token: optional(mfaTokenField),
});

/** The answer of a passkey to a login. */
export const passkeyLoginSchema = serializer({
  ceremony_token: optional(
    charField([maxLength(MAX_TOKEN_LENGTH), storableText], {
      description: "The `ceremony_token` that came with the options.",
    }),
  ),
  mfa_token: optional(mfaTokenField),
  response: passkeyField,
  remember_device: optional(booleanField()),
  device_token: optional(deviceTokenField),
});

/** The answer of an authenticator that has created a passkey. */
export const addPasskeySchema = serializer({ response: passkeyField });
