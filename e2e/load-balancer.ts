import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/**
 * Hands each request to the next copy of the app in turn, as a plain proxy does: to another copy where
 * one takes no connection, and never twice where one has taken it.
 */
export async function startLoadBalancer(port: number, copies: number[]) {
  let turn = 0;
  const server = createServer((incoming, answer) => pass(incoming, answer, copies, turn++));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://localhost:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function pass(
  incoming: IncomingMessage,
  answer: ServerResponse,
  copies: number[],
  turn: number,
  refused = 0,
) {
  const port = copies[(turn + refused) % copies.length];
  const { method, url, headers } = incoming;
  // A connection of its own for each request: an old one may just be closing.
  const outgoing = request({ host: "127.0.0.1", port, method, path: url, headers, agent: false });
  outgoing.on("response", (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  outgoing.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNREFUSED" && refused < copies.length - 1) {
      return pass(incoming, answer, copies, turn, refused + 1);
    }
    if (!answer.headersSent) answer.writeHead(502);
    answer.end();
  });
  // What was read before a refusal would be missing in the second try: so it is read when newUser listens.
  outgoing.on("socket", (socket) => socket.once("connect", () => incoming.pipe(outgoing)));
}
