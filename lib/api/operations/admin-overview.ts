import { DEFAULT_PERIOD, PERIODS } from "@/lib/admin/overview-query";
import { overviewResponse } from "../overview-schema";
import { COMMON_ERRORS, FORBIDDEN, type Operation, queryParameter, UNAUTHORIZED } from "./operation";

/** The overview of the admin area. */
export const ADMIN_OVERVIEW_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/admin/overview/",
    id: "getOverview",
    tag: "Overview",
    summary: "Get overview",
    description:
      "For admins and managers. Returns what happened on each day of a period, how many of the new accounts were verified, and the state of email delivery and services. A background job updates the statistics every 5 minutes.",
    requiresAuth: true,
    parameters: [
      queryParameter("days", "Length of the period in days, today included.", {
        type: "integer",
        enum: [...PERIODS],
        default: DEFAULT_PERIOD,
      }),
    ],
    responses: {
      200: [
        "The overview.",
        overviewResponse,
        {
          days: 30,
          updated_at: "2026-12-01T09:30:02.000Z",
          daily: [
            {
              date: "2026-12-01",
              registrations: 42,
              verifications: 37,
              logins: 391,
              failed_logins: 18,
              emails: { pending: 1, sent: 4, delivered: 96, failed: 2 },
              users: 8120,
              users_with_two_factor: 1949,
            },
          ],
          funnel: {
            registered: 1260,
            delivered: { count: 1231, median_seconds: 3.4 },
            opened: { count: 1142, median_seconds: 68 },
            verified: { count: 1118, median_seconds: 81.5 },
          },
          queue: { count: 1, is_count_exact: true, due_since: null },
          suppressed: { count: 12, is_count_exact: true },
          services: { database: "up", redis: "up", jobs: "up", mail: "up" },
        },
      ],
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      ...COMMON_ERRORS,
    },
  },
];
