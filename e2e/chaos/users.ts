import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { codeIn, emailsTo, tokenIn } from "@/e2e/emails";
import { postJson } from "@/e2e/post-json";
import { fromNewIpAddress, newRegistration } from "@/e2e/test-users";

/** A simulated user, with what the app told them. */
export type SimulatedUser = {
  email: string;
  /** The ID in the 201 response. */
  id: string;
  /** The claim in the header of that response. */
  claim: string;
  /** Whether the app reported that the email address is verified. */
  wasToldVerified: boolean;
  /** Whether the app rejected the link of an email that had just arrived. */
  wasLinkRejected: boolean;
};

/** Emails to addresses with this prefix bounce. */
export const BOUNCE_PREFIX = "bounce.";

const BOUNCE_SHARE = 0.1;
const VERIFY_SHARE = 0.4;
const REGISTRATION_PAUSE_MS = 200;
const RETRY_PAUSE_MS = 300;
const POLL_MS = 500;
const MAX_POLLS = 20;

/**
 * Simulates clients that register one user after another, each with an idempotency key and with retries until there
 * is a definite response. Some of the users verify their email address at once.
 */
export class SimulatedUsers {
  readonly registered: SimulatedUser[] = [];
  attempts = 0;
  /** How often each indefinite outcome occurred: a status, or the name of an error. */
  readonly failures = new Map<string, number>();
  private isStopped = false;
  private readonly clients: Promise<void>[];
  private readonly verifications: Promise<void>[] = [];

  constructor(
    private readonly appUrl: string,
    private readonly mailboxUrl: string,
    clients: number,
    private readonly random: () => number,
  ) {
    this.clients = Array.from({ length: clients }, () => this.runClient());
  }

  /** Starts no further registrations, and waits until every pending request has a definite response. */
  async stop() {
    this.isStopped = true;
    await Promise.all(this.clients);
    await Promise.all(this.verifications);
  }

  private async runClient() {
    while (!this.isStopped) {
      const user = await this.register();
      this.registered.push(user);
      if (this.random() < VERIFY_SHARE) this.verifications.push(this.verify(user));
      await wait(REGISTRATION_PAUSE_MS);
    }
  }

  private async register(): Promise<SimulatedUser> {
    const registration = newRegistration(this.random() < BOUNCE_SHARE ? BOUNCE_PREFIX : "");
    const { email } = registration;
    const headers = { "idempotency-key": randomUUID() };
    const response = await this.postWithRetries("/api/auth/register", registration, headers);
    const { status, text } = response;
    if (status !== 201) throw new Error(`${email}: ${status} ${text}`);
    const { user } = JSON.parse(text) as { user: { id: string } };
    const claim = response.headers.get("registration-claim") ?? "";
    return { email, id: user.id, claim, wasToldVerified: false, wasLinkRejected: false };
  }

  private async verify(user: SimulatedUser) {
    for (let polls = 0; polls < MAX_POLLS && !this.isStopped; polls++) {
      await wait(POLL_MS);
      const [email] = await emailsTo(this.mailboxUrl, user.email).catch(() => []);
      if (!email) continue;
      const { claim } = user;
      // The email has both: half of the users type the code, the others open the link.
      const { status, text } = await (this.random() < 0.5
        ? this.postWithRetries("/api/auth/verify-code", { code: codeIn(email), claim })
        : this.postWithRetries("/api/auth/verify-email", { token: tokenIn(email), claim }));
      // If the response to the first attempt was lost, the retry finds the token already used.
      user.wasToldVerified = status === 200 || text.includes("already been used");
      user.wasLinkRejected = !user.wasToldVerified;
      return;
    }
  }

  /** Retries a request until its outcome is definite, which it is not after an error, a 5xx or a 429. */
  private async postWithRetries(path: string, body: object, headers: Record<string, string> = {}) {
    for (;;) {
      this.attempts++;
      const response = await postJson(this.appUrl + path, body, { ...headers, ...fromNewIpAddress() }).catch(
        (error: Error) => error,
      );
      if ("status" in response && response.status < 500 && response.status !== 429) return response;
      const failure = "status" in response ? String(response.status) : response.name;
      this.failures.set(failure, (this.failures.get(failure) ?? 0) + 1);
      await wait(RETRY_PAUSE_MS);
    }
  }
}
