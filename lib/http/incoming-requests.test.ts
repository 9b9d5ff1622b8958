import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { enforceBodyDeadline } from "./body-deadline";
import { isClientAbort } from "./client-aborts";
import { instrumentIncomingRequests } from "./incoming-requests";

const current = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => current.headers }));
const { setFailureStatus, setPageStatus } = await import("./page-status");

const printed = vi.fn();
let server: Server | undefined;
beforeAll(() => {
  setTestSettings();
  console.error = printed;
  instrumentIncomingRequests();
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  printed.mockClear();
});

async function serve(listener: RequestListener): Promise<number> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends the text of a request, then `rest` piece by piece, and returns the response once the connection is closed. */
function exchange(port: number, head: string, rest: string[] = [], everyMs = 0): Promise<string> {
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(port, "127.0.0.1", async () => {
      socket.write(head);
      for (const piece of rest) {
        await wait(everyMs);
        if (socket.writable) socket.write(piece);
      }
    });
    socket.on("data", (chunk) => {
      received += chunk;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(received));
  });
}

const post = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`;

async function readAll(request: IncomingMessage): Promise<number> {
  let length = 0;
  for await (const chunk of request) length += chunk.length;
  return length;
}

describe("the deadline of a request's body", () => {
  const serveWithDeadline = (timeoutMs: number) => {
    const errors: unknown[] = [];
    const port = serve((request, response) => {
      enforceBodyDeadline(request, response, timeoutMs);
      readAll(request).then(
        (length) => response.end(`read ${length}`),
        (error) => errors.push(error),
      );
    });
    return { port, errors };
  };

  it.each([
    ["nothing of it arrives", []],
    ["it arrives one byte at a time", ["a", "b", "c", "d", "e", "f", "g", "h"]],
  ])("ends the request with 408 if %s", async (_, pieces) => {
    const { port, errors } = serveWithDeadline(300);
    const answer = await exchange(await port, post("/api/auth/login/", 100), pieces, 60);
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toContain('\r\n\r\n{"detail":"The request body did not arrive in time."}');
    await expect.poll(() => errors.length).toBe(1);
    expect(isClientAbort(errors[0])).toBe(true);
  });

  it("answers pages with plain text", async () => {
    const { port } = serveWithDeadline(100);
    const answer = await exchange(await port, post("/login", 100));
    expect(answer).toMatch(/408 Request Timeout\r\nContent-Type: text\/plain/);
  });

  it("lets a slow upload take longer while it keeps up a minimum rate", async () => {
    const { port } = serveWithDeadline(200);
    const pieces = Array.from({ length: 10 }, () => "x".repeat(8 * 1024));
    expect(await exchange(await port, post("/account/picture", 80 * 1024), pieces, 50)).toContain(
      "read 81920",
    );
  });

  it("applies to neither a request without a body nor a slow handler", async () => {
    const port = await serve((request, response) => {
      enforceBodyDeadline(request, response, 500);
      void readAll(request).then(() => setTimeout(() => response.end("done"), 1_000));
    });
    expect(await exchange(port, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).toContain(
      "done",
    );
    expect(await exchange(port, post("/", 1), ["x"])).toContain("done");
  });

  it("closes the connection if the handler answered without reading the body", async () => {
    const port = await serve((request, response) => {
      enforceBodyDeadline(request, response, 100);
      response.writeHead(401, { connection: "keep-alive" }).end("no");
    });
    const answer = await exchange(port, post("/", 100).replace("Connection: close\r\n", ""));
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    // Only status lines: the random request ID can contain any digits.
    expect(answer).not.toMatch(/HTTP\/1\.1 408 /);
  });
});

describe("an aborted request", () => {
  it("is no error: what Next prints about it stays out of the log, and nothing else does", async () => {
    let finished = 0;
    const port = await serve((request) => {
      readAll(request).catch((error) => {
        console.error(error);
        console.error("⨯", error);
        finished++;
      });
    });
    await Promise.all(
      Array.from({ length: 200 }, async () => {
        const socket = connect(port, "127.0.0.1");
        socket.on("error", () => undefined);
        // What is destroyed before it was connected never reaches the server.
        const head = `${post("/account/picture", 100_000)}${"x".repeat(1_000)}`;
        await new Promise((resolve) => socket.write(head, resolve));
        await wait(50);
        socket.destroy();
      }),
    );
    await expect.poll(() => finished).toBe(200);
    expect(printed).not.toHaveBeenCalled();
    console.error(new Error("Another error."));
    expect(printed).toHaveBeenCalledOnce();
  });

  it("is told apart from other errors", () => {
    expect(isClientAbort(new Error("aborted"))).toBe(false);
    expect(isClientAbort(undefined)).toBe(false);
  });
});

describe("the status of a page", () => {
  const respond = async (act: () => Promise<void>) => {
    const port = await serve(async (request, response) => {
      current.headers = new Headers(request.headers as Record<string, string>);
      await act();
      response.end("page");
    });
    const { status, headers } = await fetch(`http://127.0.0.1:${port}/verify-email?token=x`);
    return [status, headers.get("retry-after"), headers.get("referrer-policy")];
  };

  it.each([
    [{ code: "unavailable" }, 503, "60"],
    [{ code: "overloaded", retryAfterSeconds: 5 }, 503, "5"],
    [{ code: "rate_limited", retryAfterSeconds: 42 }, 429, "42"],
    [{ code: "unknown" }, 200, null],
    [{ code: "invalid" }, 200, null],
  ])("is the one that the API has for %j", async (failure, status, retryAfter) => {
    expect(await respond(() => setFailureStatus(failure))).toEqual([status, retryAfter, "strict-origin"]);
  });

  it("can be set to 404", async () => {
    expect(await respond(() => setPageStatus(404))).toEqual([404, null, "strict-origin"]);
  });

  it("is left alone once it was sent", async () => {
    const port = await serve(async (request, response) => {
      current.headers = new Headers(request.headers as Record<string, string>);
      response.flushHeaders();
      await setPageStatus(404);
      response.end();
    });
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  });
});
