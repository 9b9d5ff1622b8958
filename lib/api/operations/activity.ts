import { ACTIVITY_CATEGORIES } from "@/lib/account/activity-categories";
import { activityResponse } from "../response-schemas";
import { COMMON_ERRORS, type Operation, queryParameter, UNAUTHORIZED } from "./operation";

const EXAMPLE_ID = "0198c5a2-95f0-7b8c-8d1e-4a5b6c7d8e9f";

/** The account's audit log. */
export const ACTIVITY_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/account/activity/",
    id: "listActivity",
    tag: "Activity",
    summary: "List account activity",
    description: "Returns up to 50 events, newest first. Pass `next` as `before` to get the next page.",
    parameters: [
      queryParameter(
        "before",
        "Cursor: return events older than this ID.",
        { type: "string", format: "uuid" },
        EXAMPLE_ID,
      ),
      queryParameter("category", "Only events of this category.", {
        type: "string",
        enum: [...ACTIVITY_CATEGORIES],
      }),
    ],
    requiresAuth: true,
    responses: {
      200: [
        "A page of events.",
        activityResponse,
        {
          next: null,
          results: [
            {
              id: EXAMPLE_ID,
              event: "authn_login_success",
              message: "Logged in from a new device: Chrome on macOS",
              ip_address: "203.0.113.42",
              by_administrator: false,
              at: "2026-12-01T09:30:00.000Z",
            },
          ],
        },
      ],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
];
