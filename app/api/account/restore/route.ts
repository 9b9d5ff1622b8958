import { keepAccount } from "@/lib/account/keep-account";
import { successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    readsOwnBody: true,
    handler: async ({ actor }) => {
      await keepAccount(actor);
      return successResponse("Your account is not scheduled for deletion.");
    },
  },
});
