/** The header that carries a request's id, set by lib/incoming-requests whatever the client sent. */
export const REQUEST_ID_HEADER = "x-request-id";
