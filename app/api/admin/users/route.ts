import { listUsers } from "@/lib/admin/list-users";
import { encodeCursor, parseListUsersQuery } from "@/lib/admin/list-users-query";
import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { userJson } from "@/lib/api/serializers";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "admin",
    handler: async ({ search }) => {
      const { users, total, next, previous } = await listUsers(
        parseListUsersQuery(Object.fromEntries(search)),
      );
      return jsonResponse(200, {
        count: total,
        next: next ? encodeCursor(next) : null,
        previous: previous ? encodeCursor(previous) : null,
        results: users.map(({ createdAt, lastEmail, ...user }) => ({
          ...userJson(user),
          created_at: createdAt.toISOString(),
          last_email: lastEmail
            ? {
                state: lastEmail.state,
                at: (lastEmail.sentAt ?? lastEmail.createdAt).toISOString(),
                error: lastEmail.lastError,
              }
            : null,
        })),
      });
    },
  },
});
