import { type AdminAction, isAllowed } from "@/lib/admin/permissions";
import { env } from "@/lib/config/env";
import { isDatabaseUnavailable } from "@/lib/database/client";
import type { SafeUser } from "@/lib/database/safe-user";
import { type RequestContext, requestContextOf } from "@/lib/http/request-context";
import { log } from "@/lib/observability/log";
import type { LimitName } from "@/lib/rate-limit/limits";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { SessionExpiredError } from "@/lib/result";
import type { Actor, Reader } from "@/lib/sessions/current-user";
import { findRequestSession, logRefusal } from "@/lib/sessions/impersonation";
import { isSecondFactorMissing } from "@/lib/sessions/session";
import { readBody } from "./read-body";
import {
  errorDetail,
  failureResponse,
  forbiddenResponse,
  impersonatingResponse,
  invalidTokenResponse,
  jsonResponse,
  throttledResponse,
  unauthenticatedResponse,
} from "./responses";

/** What the handler of a public endpoint receives. */
export type ApiRequest = {
  /** The parsed body; `undefined` for GET and where the endpoint ignores or reads the body itself. */
  body: unknown;
  headers: Headers;
  search: URLSearchParams;
  /** The dynamic segments of the path, such as an ID. */
  params: Record<string, string>;
  /** The underlying request, for endpoints that read the body themselves. */
  request: Request;
  context: RequestContext;
};

/** What the handler of an authenticated endpoint receives. */
export type UserRequest = ApiRequest & Authentication & { actor: Actor };

/** What the handler of an endpoint receives that works with and without authentication. */
export type OptionalUserRequest = ApiRequest & { actor?: Actor };

/** What the handler of an endpoint receives that an admin who impersonates the user may call, too. */
export type ReaderRequest = ApiRequest & Authentication;

type Authentication = { user: SafeUser; token: string; actor: Reader };
type EndpointOptions = {
  /** The use case applies its own rate limit, which replaces the general one. */
  hasOwnRateLimit?: boolean;
  /** The endpoint reads the body itself, or ignores it. */
  readsOwnBody?: boolean;
  /** Users whose role requires a second factor may call it before they have one: it is needed to add one. */
  allowsEnrolling?: boolean;
};

/**
 * The handler of a method, and who may call it: anyone, any user, or the roles that may do something in the admin area.
 * `reader`: any user, and an admin who impersonates them. Such an endpoint changes nothing and returns no secret.
 * `optional`: anyone; a bearer token that is sent must be valid, and tells who it is.
 */
export type Endpoint =
  | ({ auth: "none"; handler: (request: ApiRequest) => Promise<Response> } & EndpointOptions)
  | ({ auth: "optional"; handler: (request: OptionalUserRequest) => Promise<Response> } & EndpointOptions)
  | ({ auth: "reader"; handler: (request: ReaderRequest) => Promise<Response> } & EndpointOptions)
  | ({ auth: "user"; handler: (request: UserRequest) => Promise<Response> } & EndpointOptions)
  | ({
      auth: "role";
      action: AdminAction;
      handler: (request: UserRequest) => Promise<Response>;
    } & EndpointOptions);

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type RouteContext = { params: Promise<Record<string, string>> };
type Handlers = Record<
  (typeof METHODS)[number],
  (request: Request, route: RouteContext) => Promise<Response>
>;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const METHODS_WITHOUT_BODY = ["GET", "HEAD"];
const PREFLIGHT_MAX_AGE_SECONDS = 600;
/** Carries the new token of the session where the response body has no field for it. */
export const SESSION_TOKEN_HEADER = "X-Session-Token";
/** Carries the claim of a registration, whose response body has no field for it. */
export const CLAIM_HEADER = "Registration-Claim";
const EXPOSED_HEADERS = `Retry-After, X-Request-Id, ${SESSION_TOKEN_HEADER}, ${CLAIM_HEADER}`;

/**
 * Builds the handlers of a route of the API. Every response is JSON, including those to unsupported
 * methods, unreadable bodies and unexpected errors.
 */
export function apiRoute(endpoints: Partial<Record<Method, Endpoint>>): Handlers {
  const allow = [...Object.keys(endpoints), ...("GET" in endpoints ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const handler = (method: string) => async (request: Request, route: RouteContext) => {
    const endpoint = endpoints[method === "HEAD" ? "GET" : (method as Method)];
    const context = requestContextOf(request.headers);
    let response: Response;
    if (method === "OPTIONS") response = new Response(null, { status: 204, headers: { allow } });
    else if (!endpoint) response = errorDetail(405, `Method "${method}" not allowed.`, { allow });
    else
      response = await handleRequest(endpoint, request, context, await route.params).catch((error: unknown) =>
        toErrorResponse(error, context),
      );
    return withCorsHeaders(request, response, allow);
  };
  return Object.fromEntries(METHODS.map((method) => [method, handler(method)])) as Handlers;
}

async function handleRequest(
  endpoint: Endpoint,
  request: Request,
  context: RequestContext,
  params: Record<string, string>,
): Promise<Response> {
  const authentication = endpoint.auth === "none" ? undefined : await authenticate(request.headers, context);
  const retryAfterSeconds = await checkRateLimit(endpoint, authentication?.actor, context);
  if (retryAfterSeconds > 0) return throttledResponse(retryAfterSeconds);
  const hasParsedBody = !endpoint.readsOwnBody && !METHODS_WITHOUT_BODY.includes(request.method);
  const body = hasParsedBody ? await readBody(request) : { value: undefined };
  if ("error" in body) return body.error;
  const apiRequest: ApiRequest = {
    body: body.value,
    headers: request.headers,
    search: new URL(request.url).searchParams,
    params,
    request,
    context,
  };
  if (endpoint.auth === "none") return endpoint.handler(apiRequest);
  if (!authentication) {
    if (request.headers.has("authorization")) return invalidTokenResponse();
    return endpoint.auth === "optional" ? endpoint.handler(apiRequest) : unauthenticatedResponse();
  }
  const { actor } = authentication;
  if (actor.impersonation) {
    if (endpoint.auth === "reader") return endpoint.handler({ ...apiRequest, ...authentication });
    logRefusal(actor.impersonation, actor);
    return impersonatingResponse();
  }
  if (!endpoint.allowsEnrolling && isSecondFactorMissing(actor)) {
    return errorDetail(403, "Two-factor authentication is required. Add a method first.");
  }
  if (endpoint.auth === "role" && !isAllowed(authentication.user.role, endpoint.action)) {
    log.warn({ event: "authz_fail", userId: authentication.user.id, action: endpoint.action });
    return forbiddenResponse();
  }
  return endpoint.handler({ ...apiRequest, ...authentication, actor });
}

/**
 * Counts the request and returns the seconds to wait; 0 while it is within the limit. The requests of an admin who
 * impersonates somebody are counted as theirs.
 */
async function checkRateLimit(
  endpoint: Endpoint,
  actor: Reader | undefined,
  { ipAddress }: RequestContext,
): Promise<number> {
  if (endpoint.hasOwnRateLimit) return 0;
  const [limit, subject]: [LimitName, string] = actor
    ? ["apiUser", actor.impersonation?.admin.id ?? actor.userId]
    : ["apiAnonymous", ipAddress];
  return consumeRateLimit(limit, subject);
}

async function authenticate(headers: Headers, context: RequestContext): Promise<Authentication | undefined> {
  const token = /^Bearer ([\w-]{1,100})$/i.exec(headers.get("authorization") ?? "")?.[1];
  const session = token ? await findRequestSession(token, "bearer", context.ipAddress) : undefined;
  if (!session || !token) return undefined;
  const { user } = session;
  return { user, token, actor: { ...session, userId: user.id, ...context } };
}

/**
 * Logs an unexpected error and returns the response to it: 503 where a retry may help, otherwise 500 with
 * the ID of the request. The cause stays in the log.
 */
function toErrorResponse(error: unknown, { requestId }: RequestContext): Response {
  if (error instanceof SessionExpiredError) return invalidTokenResponse();
  log.error({ event: "api_error", requestId, err: error });
  if (isDatabaseUnavailable(error)) return failureResponse({ code: "unavailable" });
  return jsonResponse(500, { detail: "A server error occurred.", request_id: requestId });
}

/** Allows pages of the origins in `CORS_ALLOWED_ORIGINS`, and no others, to read the response. */
function withCorsHeaders(request: Request, response: Response, methods: string): Response {
  const allowedOrigins = env().CORS_ALLOWED_ORIGINS;
  if (allowedOrigins.length === 0) return response;
  response.headers.append("vary", "Origin");
  const origin = request.headers.get("origin") ?? "";
  if (!allowedOrigins.includes(origin)) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.set("access-control-expose-headers", EXPOSED_HEADERS);
  if (request.method === "OPTIONS") {
    response.headers.set("access-control-allow-methods", methods);
    response.headers.set("access-control-allow-headers", "Authorization, Content-Type, Idempotency-Key");
    response.headers.set("access-control-max-age", String(PREFLIGHT_MAX_AGE_SECONDS));
  }
  return response;
}
