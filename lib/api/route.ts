import { env } from "@/lib/config/env";
import { isDatabaseAway } from "@/lib/database/client";
import type { SafeUser } from "@/lib/database/safe-user";
import { type RequestContext, requestContextOf } from "@/lib/http/request-context";
import { log } from "@/lib/observability/log";
import type { LimitName } from "@/lib/rate-limit/limits";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { SessionExpiredError } from "@/lib/result";
import type { Actor } from "@/lib/sessions/current-user";
import { findSession } from "@/lib/sessions/session";
import { readBody } from "./read-body";
import {
  errorDetail,
  failureResponse,
  invalidTokenResponse,
  jsonResponse,
  throttledResponse,
} from "./responses";

/** What an endpoint is given of a request. */
export type ApiRequest = {
  body: unknown;
  headers: Headers;
  search: URLSearchParams;
  /** The parts of the address that stand for something, such as an id. */
  params: Record<string, string>;
  /** The request itself, for who reads the body by themselves. */
  request: Request;
  context: RequestContext;
};

/** What an endpoint for the logged-in is given besides. */
export type UserRequest = ApiRequest & { user: SafeUser; token: string; actor: Actor };

type Answer = Promise<Response>;
type Options = {
  /** The use case counts by itself, so that no other limit holds. */
  hasOwnRateLimit?: boolean;
  /** The endpoint reads the body by itself, or has no use for one. */
  readsOwnBody?: boolean;
};
export type Endpoint =
  | ({ requires: "nobody"; handler: (request: ApiRequest) => Answer } & Options)
  | ({ requires: "user" | "admin"; handler: (request: UserRequest) => Answer } & Options);

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Parameters = { params: Promise<Record<string, string>> };
const WITHOUT_BODY = ["GET", "HEAD"];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const PREFLIGHT_SECONDS = 600;
const EXPOSED = "Retry-After, X-Request-Id";

type Handlers = Record<(typeof METHODS)[number], (request: Request, parameters: Parameters) => Answer>;

/**
 * The handlers of one address of the API. Every answer is JSON, also to methods that the address does
 * not have, to bodies that cannot be read, and to what nobody expected.
 */
export function apiRoute(endpoints: Partial<Record<Method, Endpoint>>): Handlers {
  const allowed = [...Object.keys(endpoints), ...("GET" in endpoints ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const handler = (method: string) => async (request: Request, parameters: Parameters) => {
    const endpoint = endpoints[method === "HEAD" ? "GET" : (method as Method)];
    const context = requestContextOf(request.headers);
    let response: Response;
    if (method === "OPTIONS") response = new Response(null, { status: 204, headers: { allow: allowed } });
    else if (!endpoint) response = errorDetail(405, `Method "${method}" not allowed.`, { allow: allowed });
    else
      response = await answer(endpoint, request, context, await parameters.params).catch((error: unknown) =>
        apologize(error, context),
      );
    return shareAcrossOrigins(request, response, allowed);
  };
  return Object.fromEntries(METHODS.map((method) => [method, handler(method)])) as Handlers;
}

async function answer(
  endpoint: Endpoint,
  request: Request,
  context: RequestContext,
  params: Record<string, string>,
): Answer {
  const session = endpoint.requires !== "nobody" ? await bearerSession(request.headers, context) : undefined;
  const wait = await waitOf(endpoint, session?.user, context);
  if (wait > 0) return throttledResponse(wait);
  const isRead = !endpoint.readsOwnBody && !WITHOUT_BODY.includes(request.method);
  const body = isRead ? await readBody(request) : { value: undefined };
  if ("answer" in body) return body.answer;
  const given = {
    body: body.value,
    headers: request.headers,
    search: new URL(request.url).searchParams,
    params,
    request,
    context,
  };
  if (endpoint.requires === "nobody") return endpoint.handler(given);
  if (!session) {
    if (request.headers.has("authorization")) return invalidTokenResponse();
    const text = "Authentication credentials were not provided.";
    return errorDetail(401, text, { "www-authenticate": "Bearer" });
  }
  if (endpoint.requires === "admin" && session.user.role !== "admin") {
    return errorDetail(403, "You do not have permission to perform this action.");
  }
  return endpoint.handler({ ...given, ...session });
}

function waitOf(
  endpoint: Endpoint,
  user: SafeUser | undefined,
  { ipAddress }: RequestContext,
): Promise<number> {
  if (endpoint.hasOwnRateLimit) return Promise.resolve(0);
  const [limit, subject]: [LimitName, string] = user ? ["apiUser", user.id] : ["apiAnonymous", ipAddress];
  return consumeRateLimit(limit, subject);
}

async function bearerSession(
  headers: Headers,
  context: RequestContext,
): Promise<{ user: SafeUser; token: string; actor: Actor } | undefined> {
  const token = /^Bearer ([\w-]{1,100})$/i.exec(headers.get("authorization") ?? "")?.[1];
  const session = token ? await findSession(token, "bearer", context.ipAddress) : undefined;
  if (!session || !token) return undefined;
  const { user } = session;
  return { user, token, actor: { ...session, userId: user.id, ...context } };
}

/** What nobody expected is in the log; the answer only names the request, or says to come back where that may help. */
function apologize(error: unknown, { requestId }: RequestContext): Response {
  if (error instanceof SessionExpiredError) return invalidTokenResponse();
  log.error({ event: "api_error", requestId, err: error });
  if (isDatabaseAway(error)) return failureResponse({ code: "unavailable" });
  return jsonResponse(500, { detail: "A server error occurred.", request_id: requestId });
}

/** Lets pages of the origins that the setting names read the answer, and no others. */
function shareAcrossOrigins(request: Request, response: Response, methods: string): Response {
  const allowed = env().CORS_ALLOWED_ORIGINS;
  if (allowed.length === 0) return response;
  response.headers.append("vary", "Origin");
  const origin = request.headers.get("origin") ?? "";
  if (!allowed.includes(origin)) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.set("access-control-expose-headers", EXPOSED);
  if (request.method === "OPTIONS") {
    response.headers.set("access-control-allow-methods", methods);
    response.headers.set("access-control-allow-headers", "Authorization, Content-Type, Idempotency-Key");
    response.headers.set("access-control-max-age", String(PREFLIGHT_SECONDS));
  }
  return response;
}
