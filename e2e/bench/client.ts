import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { fromAnywhere } from "@/e2e/chaos/users";

// node:http, as it takes less of the machine than fetch; it shares the machine with what it measures.
const agent = new Agent({ keepAlive: true });

export type Answer = { status: number; text: string; retryAfter: string | undefined };

export function send(url: string, body?: object | string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        agent,
        method: body ? "POST" : "GET",
        headers: { ...(body && { "content-type": "application/json" }), ...fromAnywhere() },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text, retryAfter: response.headers["retry-after"] }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(typeof body === "object" ? JSON.stringify(body) : body);
  });
}

export function someRegistration() {
  const username = `bench_${randomUUID().slice(0, 13)}`;
  return {
    username,
    email: `${username}@example.com`,
    password: "Qv7!mzorbit-lane",
    password2: "Qv7!mzorbit-lane",
    device: { fingerprint_hash: "abc123xyz456def789", device_name: "bench", device_type: "desktop" },
  };
}

/** Registers newUser new, each from an address of their own. @throws {Error} where that is refused */
export async function register(appUrl: string): Promise<void> {
  const { status, text } = await send(`${appUrl}/api/auth/register`, someRegistration());
  if (status !== 201) throw new Error(`${status} ${text}`);
}

/** How often a second something can be done by so many who do it again and again. */
export async function perSecond(
  atOnce: number,
  seconds: number,
  act: () => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  let done = 0;
  const worker = async () => {
    while (performance.now() - start < seconds * 1000) {
      await act();
      done++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done / ((performance.now() - start) / 1000);
}

/** Does something so many times in all, so many at once. */
export async function times(count: number, atOnce: number, act: () => Promise<unknown>): Promise<void> {
  let begun = 0;
  const worker = async () => {
    while (begun++ < count) await act();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The 99th percentile, in milliseconds, of how long something takes, done one after the other. */
export async function percentile99(count: number, act: () => Promise<unknown>): Promise<number> {
  const durations: number[] = [];
  for (let done = 0; done < count; done++) {
    const start = performance.now();
    await act();
    durations.push(performance.now() - start);
  }
  durations.sort((left, right) => left - right);
  return durations[Math.ceil(count * 0.99) - 1] ?? 0;
}
