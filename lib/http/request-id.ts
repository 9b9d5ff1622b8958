/** The header with the request id. It is always set by the server (see `incoming-requests.ts`). */
export const REQUEST_ID_HEADER = "x-request-id";
