import { register } from "@/lib/registration/register";
import { verifyEmail } from "@/lib/verification/verify-email";
import { newRequestContext, testDevice, validRegistration } from "./test-users";

/** Registers a user whose address is not verified. Returns what was typed, the user's ID and the claim. */
export async function registerUnverified(more: { phone_number?: string } = {}) {
  const input = { ...validRegistration(), ...more };
  const result = await register(input, newRequestContext());
  if (!result.ok) throw new Error("The registration failed.");
  const { id, claim = "" } = result.value;
  return { ...input, id, claim };
}

/** Verifies an address as the browser or program does that has registered it. Opens no session. */
export function verifyWithClaim(token: string, claim: string) {
  return verifyEmail(token, { kind: "claim", claim }, newRequestContext(), { device: testDevice });
}

/** Returns the token in the text of an email; an empty text if there is none. */
export function tokenInText(text: string | undefined): string {
  return /http\S+token=([\w-]+)/.exec(text ?? "")?.[1] ?? "";
}

/** Returns the code in the text of an email; an empty text if there is none. */
export function codeInText(text: string | undefined): string {
  return /Verification code:\n(\d{6})\n/.exec(text ?? "")?.[1] ?? "";
}

/** Returns the token that removes the registration, from the text of an email. */
export function removalTokenInText(text: string | undefined): string {
  return /\/remove-registration\?token=(\S+)/.exec(text ?? "")?.[1] ?? "";
}
