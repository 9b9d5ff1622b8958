/** The header that carries a request's id, set by proxy.ts whatever the client sent. */
export const REQUEST_ID_HEADER = "x-request-id";
