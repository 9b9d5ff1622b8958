import { isAllowed } from "@/lib/admin/permissions";
import { failureResponse, jsonResponse, notFoundResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { stopImpersonation } from "@/lib/sessions/impersonation";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "reader",
    handler: async ({ actor: { impersonation }, user: { id, username, role } }) => {
      if (impersonation)
        return jsonResponse(200, { user: { id, username }, ends_at: impersonation.endsAt.toISOString() });
      return isAllowed(role, "impersonate") ? notFoundResponse() : failureResponse({ code: "forbidden" });
    },
  },
  DELETE: {
    auth: "reader",
    readsOwnBody: true,
    handler: async ({ actor, user }) => {
      if (await stopImpersonation(actor)) return successResponse("Impersonation stopped.");
      return isAllowed(user.role, "impersonate") || actor.impersonation
        ? failureResponse({ code: "refused", reason: "not_impersonating" })
        : failureResponse({ code: "forbidden" });
    },
  },
});
