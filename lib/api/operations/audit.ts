import * as z from "zod";
import { ACTIVITY_CATEGORIES } from "@/lib/account/activity-categories";
import { AUDIT_EVENTS } from "@/lib/admin/event-names";
import { EXAMPLE_USER } from "./example-values";
import { COMMON_ERRORS, FORBIDDEN, type Operation, queryParameter, UNAUTHORIZED } from "./operation";

const cursor = z.string().nullable();

const person = z.strictObject({
  id: z.uuid().meta({ description: "ID of the account." }),
  username: z.string().nullable().meta({ description: "Username; null if the account was deleted." }),
});

const auditLogResponse = z.strictObject({
  next: cursor.meta({ description: "Cursor of the next page. Pass it as `after`." }),
  previous: cursor.meta({ description: "Cursor of the previous page. Pass it as `before`." }),
  results: z
    .array(
      z.strictObject({
        id: z.uuid().meta({ description: "ID of the event." }),
        at: z.iso.datetime().meta({ description: "Time of the event." }),
        event: z.string(),
        message: z.string(),
        outcome: z.enum(["success", "failed", "blocked"]).meta({
          description: "`failed` after a wrong password or code, `blocked` in spite of the right one.",
        }),
        note: z.string().nullable().meta({ description: "What an admin noted, such as a reason." }),
        details: z.looseObject({}).meta({
          description:
            "What was recorded. Personal data is removed when the account of the subject is deleted.",
        }),
        actor: person.nullable().meta({
          description: "Who caused the event; null for a failed login, and for what a job or a command did.",
        }),
        subject: person.meta({ description: "Whose account the event is about." }),
        ip_address: z.string(),
        user_agent: z.string().meta({ description: "What the client calls itself." }),
        session_id: z.uuid().nullable().meta({ description: "ID of the actor's session." }),
        request_id: z.string(),
      }),
    )
    .meta({ description: "The events on this page, newest first." }),
});

const moment = (name: string, description: string, example: string) =>
  queryParameter(name, description, { type: "string" }, example);

/** The filters of the audit log. */
export const EVENT_LIST_FILTERS = [
  queryParameter(
    "q",
    "Search by any part of the username or email address of the actor or subject (the newest 100 accounts that match), by IP address, or by the ID of an event, an account or a request.",
    { type: "string" },
    "ada",
  ),
  queryParameter("category", "Only events of this category.", {
    type: "string",
    enum: [...ACTIVITY_CATEGORIES],
  }),
  queryParameter("event", "Only events with this name.", { type: "string", enum: AUDIT_EVENTS }),
  queryParameter("actor", "Only events that this account caused: an ID, username or email address.", {
    type: "string",
  }),
  queryParameter("subject", "Only events about this account: an ID, username or email address.", {
    type: "string",
  }),
  queryParameter("ip", "Only events from this IP address.", { type: "string" }, "203.0.113.42"),
  moment("from", "Only events since this day or time, in UTC.", "2026-11-01"),
  moment("to", "Only events until the end of this day, or before this time, in UTC.", "2026-11-30"),
];

/** What admins can see of the audit log. */
export const AUDIT_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/admin/audit/",
    id: "listAuditEvents",
    tag: "Users",
    summary: "List audit events",
    description:
      "For admins. Returns up to 25 events of all accounts, newest first, those of deleted accounts included. Pass `next` as `after` to get older ones, and `previous` as `before` to get newer ones. Invalid filters are ignored.",
    requiresAuth: true,
    parameters: [
      ...EVENT_LIST_FILTERS,
      queryParameter("after", "Cursor of older events.", { type: "string" }),
      queryParameter("before", "Cursor of newer events.", { type: "string" }),
    ],
    responses: {
      200: [
        "A page of events.",
        auditLogResponse,
        {
          next: null,
          previous: null,
          results: [
            {
              id: "0198c5a2-95f0-7b8c-8d1e-4a5b6c7d8e9f",
              at: "2026-12-01T09:30:00.000Z",
              event: "authn_login_lock",
              message: "Account suspended",
              outcome: "blocked",
              note: "Sends spam",
              details: { reason: "suspended", note: "Sends spam" },
              actor: { id: "0198c5a2-6c2f-7d31-9a4e-3b5c7d9e1f20", username: "admin" },
              subject: { id: EXAMPLE_USER.id, username: EXAMPLE_USER.username },
              ip_address: "203.0.113.7",
              user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
              session_id: "0198c5a2-8e4d-7a3b-b6f9-1d2c3e4f5a60",
              request_id: "0198c5a2-9d3b-7e52-a1c4-7f8e6d5b4a39",
            },
          ],
        },
      ],
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      ...COMMON_ERRORS,
    },
  },
];
