import type { IncomingMessage, ServerResponse } from "node:http";

const SECOND_MS = 1_000;

/** How long a body may take to arrive. */
const BODY_TIMEOUT_MS = 15 * SECOND_MS;

/** A large upload over a slow connection may take longer, as long as it keeps up this rate. */
const MIN_BYTES_PER_SECOND = 16 * 1024;

const TOO_LATE = "The request body did not arrive in time.";

/**
 * Ends a request with 408 if its body doesn't arrive in time. Otherwise a client that sends nothing, or one byte at a
 * time, would keep the request open for Node's five minutes.
 */
export function enforceBodyDeadline(
  request: IncomingMessage,
  response: ServerResponse,
  timeoutMs = BODY_TIMEOUT_MS,
): void {
  if (!hasBody(request)) return;
  const { socket } = request;
  const startedAt = Date.now();
  const alreadyRead = socket.bytesRead;
  let timer: NodeJS.Timeout;
  const checkAfter = (ms: number) => {
    timer = setTimeout(check, ms).unref();
  };
  const check = () => {
    if (request.complete || socket.destroyed) return;
    const earnedMs = ((socket.bytesRead - alreadyRead) / MIN_BYTES_PER_SECOND) * SECOND_MS;
    const leftMs = startedAt + timeoutMs + earnedMs - Date.now();
    if (leftMs > 0) checkAfter(Math.ceil(leftMs));
    else endConnection(request, response);
  };
  checkAfter(timeoutMs);
  request.once("close", () => clearTimeout(timer));
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"]) > 0;
}

/**
 * Answers on the connection itself, as Node does at its own timeout: the handler still waits for the body, and its read
 * fails as if the client had closed the connection.
 */
function endConnection({ socket, url }: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) {
    socket.destroy();
    return;
  }
  const isApi = url?.startsWith("/api/") ?? false;
  const body = isApi ? JSON.stringify({ detail: TOO_LATE }) : TOO_LATE;
  const head = [
    "HTTP/1.1 408 Request Timeout",
    `Content-Type: ${isApi ? "application/json" : "text/plain"}; charset=utf-8`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  socket.destroySoon();
}
