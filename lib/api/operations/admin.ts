import { ROLES, SORTS } from "@/lib/admin/list-users-query";
import { detailResponse, userListResponse } from "../response-schemas";
import { EXAMPLE_USER } from "./example-values";
import { COMMON_ERRORS, type Operation, queryParameter, UNAUTHORIZED } from "./operation";

/** What admins can do. */
export const ADMIN_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/admin/users/",
    id: "listUsers",
    tag: "Users",
    summary: "List users",
    description:
      "For admins only. Returns up to 25 users. Pass `next` as `after` to get the next page, and `previous` as `before` to get the previous one. Invalid filters are ignored.",
    requiresAuth: true,
    parameters: [
      queryParameter("q", "Search by username or email.", { type: "string" }, "ada"),
      queryParameter("role", "Only users with this role.", { type: "string", enum: [...ROLES] }),
      queryParameter("verified", "Only users whose email address is verified (`yes`) or unverified (`no`).", {
        type: "string",
        enum: ["yes", "no"],
      }),
      queryParameter("sort", "Sort field.", { type: "string", enum: [...SORTS], default: "joined" }),
      queryParameter("order", "Sort direction. Defaults to `desc` for `joined` and to `asc` otherwise.", {
        type: "string",
        enum: ["asc", "desc"],
      }),
      queryParameter("after", "Cursor of the next page.", { type: "string" }),
      queryParameter("before", "Cursor of the previous page.", { type: "string" }),
    ],
    responses: {
      200: [
        "A page of users.",
        userListResponse,
        {
          count: 1,
          next: null,
          previous: null,
          results: [
            {
              ...EXAMPLE_USER,
              created_at: "2026-11-02T08:15:30.000Z",
              last_email: { state: "delivered", at: "2026-11-02T08:15:33.000Z", error: null },
            },
          ],
        },
      ],
      ...UNAUTHORIZED,
      403: [
        "Admin role required.",
        detailResponse,
        { detail: "You do not have permission to perform this action." },
      ],
      ...COMMON_ERRORS,
    },
  },
];
