import { createUser } from "@/lib/admin/create-user";
import { listUsers } from "@/lib/admin/list-users";
import { encodeCursor, parseListUsersQuery } from "@/lib/admin/list-users-query";
import { failureResponse, jsonResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { tokenJson, userJson } from "@/lib/api/serializers";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "role",
    action: "list_users",
    handler: async ({ search }) => {
      const { users, total, isTotalExact, next, previous } = await listUsers(
        parseListUsersQuery(Object.fromEntries(search)),
      );
      return jsonResponse(200, {
        count: total,
        is_count_exact: isTotalExact,
        next: next ? encodeCursor(next) : null,
        previous: previous ? encodeCursor(previous) : null,
        results: users.map(({ createdAt, lastLoginAt, suspendedAt, deleteAfter, lastEmail, ...user }) => ({
          ...userJson(user),
          two_factor: user.hasTwoFactor,
          created_at: createdAt.toISOString(),
          last_login_at: lastLoginAt?.toISOString() ?? null,
          suspended_at: suspendedAt?.toISOString() ?? null,
          delete_after: deleteAfter?.toISOString() ?? null,
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
  POST: {
    auth: "role",
    action: "create_user",
    handler: async ({ body, actor }) => {
      const result = await createUser(body, actor);
      if (!result.ok) return failureResponse(result.failure);
      const { user, session } = result.value;
      const fields = { user: userJson(user), ...tokenJson(session) };
      return successResponse("User created and invited.", fields, 201);
    },
  },
});
