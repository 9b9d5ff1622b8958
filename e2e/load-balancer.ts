import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/**
 * Starts a round-robin load balancer. If an instance refuses the connection, the request goes to the next one. A
 * request that an instance has accepted is never sent again.
 *
 * @param instances the ports of the instances
 */
export async function startLoadBalancer(port: number, instances: number[]) {
  let turn = 0;
  const server = createServer((incoming, response) => forward(incoming, response, instances, turn++));
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

function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  instances: number[],
  turn: number,
  refusals = 0,
) {
  const port = instances[(turn + refusals) % instances.length];
  const { method, url, headers } = incoming;
  // Each request gets its own connection, because a reused one may be closing at this moment.
  const outgoing = request({ host: "127.0.0.1", port, method, path: url, headers, agent: false });
  outgoing.on("response", (upstream) => {
    response.writeHead(upstream.statusCode ?? 502, upstream.headers);
    upstream.pipe(response);
  });
  outgoing.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNREFUSED" && refusals < instances.length - 1) {
      return forward(incoming, response, instances, turn, refusals + 1);
    }
    if (!response.headersSent) response.writeHead(502);
    response.end();
  });
  // The body is read only once a connection exists: what was read before a refusal would be lost for the next instance.
  outgoing.on("socket", (socket) => socket.once("connect", () => incoming.pipe(outgoing)));
}
