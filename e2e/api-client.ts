import { BASE_URL } from "./test-server";
import { fromNewIpAddress, newRegistration } from "./test-users";
import { markVerified } from "./verified-user";

export type Json = Record<string, unknown>;
export type ApiResponse = { status: number; headers: Headers; body: Json };

/**
 * Sends a request to the API of the test server, from a new IP address unless `headers` names one.
 *
 * @param body sent as JSON; a string is sent as it is
 */
export async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiResponse> {
  const response = await fetch(BASE_URL + path, {
    method,
    redirect: "manual",
    headers: { ...fromNewIpAddress(), "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isCsv = response.headers.get("content-type")?.startsWith("text/csv");
  const isJson = text !== "" && !isCsv;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as Json) : {},
  };
}

export function bearer(token: unknown) {
  return { authorization: `Bearer ${token}` };
}

/** Registers, verifies and logs in a user by the API. */
export async function createApiUser() {
  const user = newRegistration();
  await call("POST", "/api/auth/register/", user);
  await markVerified(user.email);
  const { email, password, device } = user;
  const { body } = await call("POST", "/api/auth/login/", { email, password, device });
  const token = String(body.token);
  return { ...user, token, headers: bearer(token) };
}
