import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientSignal, trackResponse } from "./open-responses";

const server = createServer();
let port: number;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

/** Sends a request, and returns it with the response that the server owes it and the signal of its client. */
async function exchange() {
  const outgoing = request({ port, host: "127.0.0.1" }).on("error", () => undefined);
  outgoing.end();
  const [incoming, response] = (await once(server, "request")) as [IncomingMessage, ServerResponse];
  trackResponse(incoming.headers, response);
  const headers = new Headers(incoming.headers as Record<string, string>);
  return { outgoing, response, headers, signal: clientSignal(headers) };
}

describe("the signal of a client", () => {
  it("is aborted when the client closes the connection", async () => {
    const { outgoing, response, signal } = await exchange();
    expect(signal?.aborted).toBe(false);
    outgoing.destroy();
    await once(response, "close");
    expect(signal?.aborted).toBe(true);
  });

  it("is not aborted by the end of a response that was sent", async () => {
    const { response, signal } = await exchange();
    response.end("done");
    await once(response, "close");
    expect(signal?.aborted).toBe(false);
  });

  it("is the same for all parts of a request, and missing without a response", async () => {
    const { response, headers, signal } = await exchange();
    expect(clientSignal(headers)).toBe(signal);
    expect(clientSignal(new Headers())).toBeUndefined();
    response.end();
    expect(clientSignal(headers)).toBeUndefined();
  });
});
