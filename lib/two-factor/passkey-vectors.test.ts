import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { vectors } from "@/lib/testing/webauthn-vectors.json";
import { addPasskey } from "./add-passkey";
import { verifyPasskey } from "./verify-passkey";

// The challenges of the vectors are given. Everything else is checked as in production.
vi.mock("./passkey-challenges", async (original) => ({
  ...(await original<typeof import("./passkey-challenges")>()),
  consumeChallenge: async (_: unknown, challenge: string) => given.has(challenge),
}));

const toBase64url = (hex: string) => Buffer.from(hex, "hex").toString("base64url");
const given = new Set(
  vectors.flatMap(({ registration, authentication }) => [
    toBase64url(registration.challenge),
    toBase64url(authentication.challenge),
  ]),
);

const INVALID = { ok: false, failure: { code: "invalid", errors: { passkey: ["passkey_invalid"] } } };

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ APP_URL: "https://example.org" });
});
afterAll(() => services.close());

function registrationOf({ credentialId, registration }: (typeof vectors)[number]) {
  const id = toBase64url(credentialId);
  const clientDataJSON = toBase64url(registration.clientDataJSON);
  const attestationObject = toBase64url(registration.attestationObject);
  return { id, rawId: id, type: "public-key", response: { clientDataJSON, attestationObject } };
}

function authenticationOf({ credentialId, authentication }: (typeof vectors)[number]) {
  const id = toBase64url(credentialId);
  const clientDataJSON = toBase64url(authentication.clientDataJSON);
  const authenticatorData = toBase64url(authentication.authenticatorData);
  const signature = toBase64url(authentication.signature);
  return { id, rawId: id, type: "public-key", response: { clientDataJSON, authenticatorData, signature } };
}

/** Why an example isn't accepted here. */
const REFUSED: Record<string, string> = {
  "ES256 Credential with 'crossOrigin': true in clientDataJSON": "made in a frame of another site",
  "ES256 Credential with 'topOrigin' in clientDataJSON": "made in a frame of another site",
  "Packed Attestation with ES384 Credential": "an algorithm that wasn't offered",
  "Packed Attestation with ES512 Credential": "an algorithm that wasn't offered",
  "Packed Attestation with Ed448 Credential": "an algorithm that wasn't offered",
  "TPM Attestation with ES256 Credential": "an attestation that wasn't asked for, of an unknown authority",
  "Android Key Attestation with ES256 Credential":
    "an attestation that wasn't asked for, of an unknown authority",
  "Apple Anonymous Attestation with ES256 Credential":
    "an attestation that wasn't asked for, of an unknown authority",
  "FIDO U2F Attestation with ES256 Credential": "an AAGUID that such authenticators don't have",
};
const accepted = vectors.filter(({ name }) => !(name in REFUSED));
const refused = vectors.filter(({ name }) => name in REFUSED);

describe("of the examples in the specification", () => {
  it.each(accepted)("accepts: $name", async (vector) => {
    const actor = await newActor();
    expect(await addPasskey(registrationOf(vector), actor)).toMatchObject({ ok: true });
    const { userId } = actor;
    const verify = (answer: object) =>
      verifyPasskey(answer, { purpose: "verify", binding: "login" }, { ipAddress: "192.0.2.1" }, userId);
    const answer = authenticationOf(vector);
    const signature = toBase64url(vectors.find((other) => other !== vector)?.authentication.signature ?? "");
    expect(await verify({ ...answer, response: { ...answer.response, signature } })).toEqual(INVALID);
    expect(await verify(answer)).toMatchObject({ ok: true, value: { userId } });
  });

  it.each(refused)("refuses: $name", async (vector) => {
    const actor = await newActor();
    expect(await addPasskey(registrationOf(vector), actor)).toEqual(INVALID);
    expect(await db().passkey.count({ where: { userId: actor.userId } })).toBe(0);
  });

  it("refuses one that answers another origin's page", async () => {
    const vector = accepted[0];
    if (!vector) throw new Error("No example.");
    const clientData = Buffer.from(vector.registration.clientDataJSON, "hex").toString();
    const other = clientData.replace("https://example.org", "https://example.com");
    const registration = { ...vector.registration, clientDataJSON: Buffer.from(other).toString("hex") };
    expect(await addPasskey(registrationOf({ ...vector, registration }), await newActor())).toEqual(INVALID);
  });

  it("keeps what a browser says about transports only if it is a name", async () => {
    const vector = accepted[1];
    if (!vector) throw new Error("No example.");
    await db().passkey.deleteMany({ where: { credentialId: toBase64url(vector.credentialId) } });
    const { response, ...credential } = registrationOf(vector);
    const transports = ["usb", "\u0000", "Ω", 1, "x".repeat(21), "smart-card"];
    const actor = await newActor();
    expect(await addPasskey({ ...credential, response: { ...response, transports } }, actor)).toMatchObject({
      ok: true,
    });
    expect(await db().passkey.findFirst({ where: { userId: actor.userId } })).toMatchObject({
      transports: ["usb", "smart-card"],
    });
  });
});
