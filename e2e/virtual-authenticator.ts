import type { CDPSession, Page } from "@playwright/test";

type Options = {
  /** Whether the authenticator checks who uses it, by a fingerprint or a PIN. */
  verifiesUser?: boolean;
  /** Whether it answers at once, without waiting for a person. */
  isPresent?: boolean;
};

/** A passkey that a virtual authenticator holds. */
export type HeldPasskey = {
  credentialId: string;
  isResidentCredential: boolean;
  rpId?: string;
  privateKey: string;
  userHandle?: string;
  signCount: number;
};

/** An authenticator that Chromium simulates for a page. */
export class VirtualAuthenticator {
  constructor(
    private readonly session: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /** Returns the passkeys that it holds. */
  async passkeys(): Promise<HeldPasskey[]> {
    const { authenticatorId } = this;
    return (await this.session.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
  }

  /** Adds a passkey, for example a copy with another signature counter. */
  async add(passkey: HeldPasskey): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.addCredential", { authenticatorId, credential: passkey });
  }

  /** Forgets its passkeys. */
  async clear(): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.clearCredentials", { authenticatorId });
  }

  /** Changes whether it recognizes the person who uses it. */
  async setUserVerified(isUserVerified: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
  }

  /** Makes it wait for a person, or answer at once. */
  async setPresent(enabled: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  }

  /** Unplugs it. */
  async remove(): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  }
}

/** Adds an authenticator to a page's browser: by default one like a phone's, which checks who uses it. */
export async function addVirtualAuthenticator(
  page: Page,
  { verifiesUser = true, isPresent = true }: Options = {},
): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: verifiesUser,
      isUserVerified: verifiesUser,
      automaticPresenceSimulation: isPresent,
    },
  });
  return new VirtualAuthenticator(session, authenticatorId);
}

/** Makes the browser offer no passkeys at a field. The virtual authenticator would answer at once, without a person. */
export async function offerNoneAtField(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (location.search.includes("offer=yes")) return;
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
}

/** Creates a passkey for the account that is logged in. */
export async function createPasskey(page: Page): Promise<void> {
  await page.goto("/account/security/passkey");
  await page.getByRole("button", { name: "Create passkey" }).click();
}
