import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";

type Cbor = number | string | Uint8Array | Map<number | string, Cbor>;

/** Encodes what an authenticator sends in CBOR (RFC 8949): integers, texts, bytes and maps of them. */
function cbor(value: Cbor): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Map) {
    const entries = [...value].flatMap(([key, item]) => [cbor(key), cbor(item)]);
    return Buffer.concat([head(5, value.size), ...entries]);
  }
  return Buffer.concat([head(2, value.length), value]);
}

function head(type: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(type << 5) | length]);
  if (length < 256) return Buffer.from([(type << 5) | 24, length]);
  return Buffer.from([(type << 5) | 25, length >> 8, length & 0xff]);
}

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");
const hash = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();

const NO_AAGUID = "00000000-0000-0000-0000-000000000000";

/** What a test changes about an otherwise right answer. */
export type Tampering = {
  origin?: string;
  rpId?: string;
  type?: string;
  challenge?: string;
  counter?: number;
  /** Empty: the answer doesn't say whom it is for. */
  userHandle?: string;
  isUserVerified?: boolean;
  algorithm?: number;
  /** Which kind of authenticator it is, as a UUID. */
  aaguid?: string;
};

/** A software authenticator with one passkey, which answers as a browser would. */
export class TestAuthenticator {
  private readonly keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly credentialId = randomBytes(32);
  private counter: number;
  /** Whom the passkey is for. */
  private userHandle: string | undefined;

  /** @param counts whether it has a signature counter: passkeys that are synced have none */
  constructor(private readonly counts = true) {
    this.counter = 0;
  }

  get id(): string {
    return base64url(this.credentialId);
  }

  /** Answers the options of a registration. */
  create({ challenge, user }: { challenge: string; user?: { id: string } }, tampering: Tampering = {}) {
    this.userHandle = user?.id;
    const jwk = this.keys.publicKey.export({ format: "jwk" });
    const publicKey = new Map<number, Cbor>([
      [1, 2],
      [3, tampering.algorithm ?? -7],
      [-1, 1],
      [-2, Buffer.from(jwk.x ?? "", "base64url")],
      [-3, Buffer.from(jwk.y ?? "", "base64url")],
    ]);
    const aaguid = Buffer.from((tampering.aaguid ?? NO_AAGUID).replaceAll("-", ""), "hex");
    const idLength = Buffer.from([0, this.credentialId.length]);
    const credential = Buffer.concat([aaguid, idLength, this.credentialId, cbor(publicKey)]);
    const authData = this.authenticatorData(tampering, credential);
    const attestation = new Map<string, Cbor>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", authData],
    ]);
    return this.answer({
      clientDataJSON: base64url(clientData({ type: "webauthn.create", challenge, ...tampering })),
      attestationObject: base64url(cbor(attestation)),
      transports: ["internal"],
    });
  }

  /** Answers the options of an authentication. */
  get({ challenge }: { challenge: string }, tampering: Tampering = {}) {
    if (this.counts) this.counter += 1;
    const { userHandle = this.userHandle } = tampering;
    const data = clientData({ type: "webauthn.get", challenge, ...tampering });
    const authenticatorData = this.authenticatorData(tampering);
    const signed = Buffer.concat([authenticatorData, hash(data)]);
    return this.answer({
      clientDataJSON: base64url(data),
      authenticatorData: base64url(authenticatorData),
      signature: base64url(createSign("sha256").update(signed).sign(this.keys.privateKey)),
      ...(userHandle && { userHandle }),
    });
  }

  private authenticatorData({ rpId, counter, isUserVerified }: Tampering, credential?: Buffer): Buffer {
    const flags = 0x01 | ((isUserVerified ?? true) ? 0x04 : 0) | (credential ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? this.counter);
    return Buffer.concat([
      hash(rpId ?? "localhost"),
      Buffer.from([flags | (this.counts ? 0 : 0x18)]),
      count,
      credential ?? Buffer.alloc(0),
    ]);
  }

  private answer(response: object) {
    return { id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {}, response };
  }
}

function clientData({ type, challenge, origin = "http://localhost:3000" }: Tampering): string {
  return JSON.stringify({ type, challenge, origin, crossOrigin: false });
}
