import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Credentials, newIpAddress, newRegistration } from "@/e2e/test-users";

// The client runs on the machine that it measures, and node:http uses less of it than fetch.
const agent = new Agent({ keepAlive: true });

export type HttpResponse = { status: number; text: string; retryAfter: string | undefined };

/**
 * Sends a request, by default from a new IP address: a POST if there is a body, otherwise a GET.
 *
 * @param token a session token
 */
export function send(
  url: string,
  body?: object | string,
  ipAddress = newIpAddress(),
  token?: string,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        agent,
        method: body ? "POST" : "GET",
        headers: {
          ...(body && { "content-type": "application/json" }),
          ...(token && { authorization: `Bearer ${token}` }),
          "x-forwarded-for": ipAddress,
        },
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
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      // The server closed the idle connection while this request was on its way, which it has not read:
      // https://nodejs.org/api/http.html#requestreusedsocket
      if (outgoing.reusedSocket && error.code === "ECONNRESET") resolve(send(url, body, ipAddress, token));
      else reject(error);
    });
    outgoing.end(typeof body === "object" ? JSON.stringify(body) : body);
  });
}

/**
 * Registers a new user. While the app is overloaded, waits as `Retry-After` says.
 *
 * @throws {Error} if the response is neither 201 nor 503
 */
export async function register(appUrl: string): Promise<Credentials> {
  const registration = newRegistration();
  for (;;) {
    const { status, text, retryAfter } = await send(`${appUrl}/api/auth/register`, registration);
    if (status === 201) return { email: registration.email, password: registration.password };
    if (status !== 503) throw new Error(`${status} ${text}`);
    await wait(Number(retryAfter) * 1000);
  }
}

/** Repeats an action in several concurrent loops for some seconds. Returns how often it was done per second. */
export async function perSecond(
  concurrency: number,
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
  await Promise.all(Array.from({ length: concurrency }, worker));
  return done / ((performance.now() - start) / 1000);
}

/** Does something `count` times in total, in several concurrent loops. */
export async function times(count: number, concurrency: number, act: () => Promise<unknown>): Promise<void> {
  let started = 0;
  const worker = async () => {
    while (started++ < count) await act();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** Does something `count` times in sequence. Returns the 99th percentile of its duration in milliseconds. */
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
