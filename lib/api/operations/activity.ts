import { ACTIVITY_CATEGORIES } from "@/lib/account/activity-categories";
import { activityResponse } from "../response-schemas";
import { COMMON_ERRORS, type Operation, queryParameter, UNAUTHORIZED } from "./operation";

/** The account's audit log. */
export const ACTIVITY_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/account/activity/",
    id: "listActivity",
    tag: "Account",
    summary: "List account activity",
    description: "Returns up to 50 events, newest first. Pass `next` as `before` to get the next page.",
    parameters: [
      queryParameter("before", "Cursor: return events older than this ID.", {
        type: "string",
        format: "uuid",
      }),
      queryParameter("category", "Only events of this category.", {
        type: "string",
        enum: ACTIVITY_CATEGORIES,
      }),
    ],
    requiresAuth: true,
    responses: { 200: ["A page of events.", activityResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
];
