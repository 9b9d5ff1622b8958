import { ITEM_STATES } from "@/lib/admin/bulk-jobs";
import { BULK_RESULTS_DAYS } from "@/lib/admin/delete-old-bulk-jobs";
import { bulkJobSchema } from "@/lib/schemas/admin-user";
import { bulkJobCreatedResponse, bulkJobResponse, bulkJobsResponse } from "../bulk-job-json";
import { successResponse } from "../response-schemas";
import { EXAMPLE_PASSWORD, EXAMPLE_USER, exampleSuccess } from "./example-values";
import {
  BODY_ERRORS,
  COMMON_ERRORS,
  FORBIDDEN,
  idParameter,
  NOT_FOUND,
  type Operation,
  queryParameter,
  UNAUTHORIZED,
} from "./operation";

const EXAMPLE_JOB_ID = "0198c5a2-a3c1-7d2e-8f4b-5c6d7e8f9a0b";
const EXAMPLE_JOB = {
  id: EXAMPLE_JOB_ID,
  action: "suspend",
  state: "running",
  started_by: "admin",
  created_at: "2026-12-01T10:05:12.000Z",
} as const;
const JOB_ID = idParameter("ID of the job.", EXAMPLE_JOB_ID);

/** Actions on many users, which a background job performs. */
export const BULK_JOB_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/admin/bulk-jobs/",
    id: "listBulkJobs",
    tag: "Users",
    summary: "List bulk jobs",
    description: `For admins and managers. Returns the newest 50 jobs, the newest first. A job is deleted ${BULK_RESULTS_DAYS} days after it has finished.`,
    requiresAuth: true,
    responses: {
      200: ["The jobs.", bulkJobsResponse, { results: [EXAMPLE_JOB] }],
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/admin/bulk-jobs/",
    id: "createBulkJob",
    tag: "Users",
    summary: "Act on several users",
    description:
      "For admins, and for managers as far as they may do the same to one user. Creates a job that does something to the users in `user_ids`, or to all who match `filters`, one after the other. The permissions are checked for each user when the job comes to them. `suspend` needs `reason`. Requires authentication in the last 10 minutes. With a second factor, confirm first with `POST /api/account/confirm/`. Without one, send `password`, your own: the response then has a new token, which replaces the current one.",
    requiresAuth: true,
    body: bulkJobSchema,
    bodyExample: {
      action: "suspend",
      filters: { q: "spam.example", status: "active" },
      reason: "Spam wave",
      password: EXAMPLE_PASSWORD,
    },
    responses: {
      201: [
        "The job was created.",
        bulkJobCreatedResponse,
        { ...exampleSuccess("Bulk job created."), id: EXAMPLE_JOB_ID },
      ],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "get",
    path: "/api/admin/bulk-jobs/{id}/",
    id: "getBulkJob",
    tag: "Users",
    summary: "Get bulk job",
    description: `For admins and managers. Returns the progress of a job, and what became of each user. A job is deleted ${BULK_RESULTS_DAYS} days after it has finished.`,
    requiresAuth: true,
    parameters: [
      JOB_ID,
      queryParameter("state", "Only users with this result.", { type: "string", enum: [...ITEM_STATES] }),
      queryParameter("after", "Cursor of the next page.", { type: "string" }),
    ],
    responses: {
      200: [
        "The job.",
        bulkJobResponse,
        {
          ...EXAMPLE_JOB,
          is_collected: true,
          counts: { failed: 0, skipped: 1, done: 24, pending: 75 },
          next: null,
          results: [
            {
              user_id: EXAMPLE_USER.id,
              username: EXAMPLE_USER.username,
              state: "skipped",
              reason: "This account is already suspended.",
            },
          ],
        },
      ],
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/admin/bulk-jobs/{id}/cancel/",
    id: "cancelBulkJob",
    tag: "Users",
    summary: "Cancel bulk job",
    description:
      "For those who may do the job's action. What the job has done stays done. A finished job stays as it is. Needs no recent authentication.",
    requiresAuth: true,
    parameters: [JOB_ID],
    responses: {
      200: ["The job was canceled.", successResponse, exampleSuccess("Bulk job canceled.")],
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
];
