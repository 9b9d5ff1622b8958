import { DELIVERIES, SORTS, STATUSES } from "@/lib/admin/list-users-query";
import { createUserSchema, ROLES } from "@/lib/schemas/admin-user";
import { createdUserResponse, shownUserResponse, userEventsResponse } from "../admin-schemas";
import { userListResponse } from "../response-schemas";
import { EXAMPLE_DEVICE, EXAMPLE_PASSWORD, EXAMPLE_USER, exampleSuccess } from "./example-values";
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

const EXAMPLE_SESSION_ID = "0198c5a2-8e4d-7a3b-b6f9-1d2c3e4f5a60";
const EXAMPLE_EVENT_ID = "0198c5a2-95f0-7b8c-8d1e-4a5b6c7d8e9f";
const USER_ID = idParameter("ID of the user.", EXAMPLE_USER.id);

/** The filters and the order of the list of users. */
export const USER_LIST_FILTERS = [
  queryParameter(
    "q",
    "Search by any part of the username, email address or phone number, or by ID. One or two characters are found at the start only.",
    { type: "string" },
    "ada",
  ),
  queryParameter("role", "Only users with this role.", { type: "string", enum: [...ROLES] }),
  queryParameter("verified", "Only users whose email address is verified (`yes`) or unverified (`no`).", {
    type: "string",
    enum: ["yes", "no"],
  }),
  queryParameter("two_factor", "Only users with a second factor (`on`) or without one (`off`).", {
    type: "string",
    enum: ["on", "off"],
  }),
  queryParameter("status", "Only users whose account is in this state.", {
    type: "string",
    enum: [...STATUSES],
  }),
  queryParameter(
    "delivery",
    "Only users with an email that bounced (`bounced`), was marked as spam (`complained`), or wasn't delivered for these or other reasons (`failed`).",
    { type: "string", enum: [...DELIVERIES] },
  ),
  queryParameter("created_from", "Only users created on this day or later, in UTC.", {
    type: "string",
    format: "date",
  }),
  queryParameter("created_to", "Only users created on this day or earlier, in UTC.", {
    type: "string",
    format: "date",
  }),
  queryParameter("last_login", "Only users who have never logged in (`never`).", {
    type: "string",
    enum: ["never"],
  }),
  queryParameter("last_login_from", "Only users who last logged in on this day or later, in UTC.", {
    type: "string",
    format: "date",
  }),
  queryParameter("last_login_to", "Only users who last logged in on this day or earlier, in UTC.", {
    type: "string",
    format: "date",
  }),
  queryParameter(
    "sort",
    "Sort field. Defaults to `last_login` if the list is filtered by a day of the last login, and to `joined` otherwise. By `last_login`, users who have never logged in come last in both directions.",
    { type: "string", enum: [...SORTS] },
  ),
  queryParameter(
    "order",
    "Sort direction. Defaults to `desc` for `joined` and `last_login`, and to `asc` otherwise.",
    { type: "string", enum: ["asc", "desc"] },
  ),
];

/** What admins and managers can see of the users. */
export const ADMIN_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/admin/users/",
    id: "listUsers",
    tag: "Users",
    summary: "List users",
    description:
      "For admins and managers. Returns up to 25 users. Pass `next` as `after` to get the next page, and `previous` as `before` to get the previous one. Invalid filters are ignored.",
    requiresAuth: true,
    parameters: [
      ...USER_LIST_FILTERS,
      queryParameter("after", "Cursor of the next page.", { type: "string" }),
      queryParameter("before", "Cursor of the previous page.", { type: "string" }),
    ],
    responses: {
      200: [
        "A page of users.",
        userListResponse,
        {
          count: 1,
          is_count_exact: true,
          next: null,
          previous: null,
          results: [
            {
              ...EXAMPLE_USER,
              two_factor: false,
              created_at: "2026-11-02T08:15:30.000Z",
              last_login_at: "2026-12-01T09:30:00.000Z",
              suspended_at: null,
              delete_after: null,
              last_email: { state: "delivered", at: "2026-11-02T08:15:33.000Z", error: null },
            },
          ],
        },
      ],
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/admin/users/",
    id: "createUser",
    tag: "Users",
    summary: "Invite user",
    description:
      "For admins. Creates a user without a password and sends them an invitation. They set a password with the link in it, which also verifies the address. Requires authentication in the last 10 minutes. With a second factor, confirm first with `POST /api/account/confirm/`. Without one, send `password`, your own: the response then has a new token, which replaces the current one.",
    requiresAuth: true,
    body: createUserSchema,
    bodyExample: { username: EXAMPLE_USER.username, email: EXAMPLE_USER.email, password: EXAMPLE_PASSWORD },
    responses: {
      201: [
        "The user was created.",
        createdUserResponse,
        { ...exampleSuccess("User created and invited."), user: { ...EXAMPLE_USER, email_verified: false } },
      ],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "get",
    path: "/api/admin/users/{id}/",
    id: "getUser",
    tag: "Users",
    summary: "Get user",
    description:
      "For admins and managers. Returns a user with their devices, active sessions and newest emails. Managers don't see the `ip_address` of the sessions of an admin or manager.",
    requiresAuth: true,
    parameters: [USER_ID],
    responses: {
      200: [
        "The user.",
        shownUserResponse,
        {
          ...EXAMPLE_USER,
          phone_number: "+442079460018",
          bio: "",
          address: "",
          has_picture: false,
          suspended_at: null,
          two_factor: { is_on: true, authenticators: 1, passkeys: 0, recovery_codes: 9, reset_due_at: null },
          suspension_reason: null,
          suspended_until: null,
          delete_after: null,
          created_at: "2026-11-02T08:15:30.000Z",
          last_login_at: "2026-12-01T09:30:00.000Z",
          suppressed: null,
          devices: [EXAMPLE_DEVICE],
          sessions: [
            {
              id: EXAMPLE_SESSION_ID,
              kind: "cookie",
              ip_address: "203.0.113.42",
              device: { name: "Chrome on macOS", browser: "Chrome 142", os: "macOS" },
              created_at: "2026-12-01T09:30:00.000Z",
              last_seen_at: "2026-12-01T10:05:12.000Z",
            },
          ],
          emails: [
            {
              id: EXAMPLE_EVENT_ID,
              kind: "verify_email",
              recipient: EXAMPLE_USER.email,
              state: "delivered",
              error: null,
              created_at: "2026-11-02T08:15:30.000Z",
              sent_at: "2026-11-02T08:15:33.000Z",
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
    method: "get",
    path: "/api/admin/users/{id}/events/",
    id: "listUserEvents",
    tag: "Users",
    summary: "List audit events of a user",
    description:
      "For admins and managers. Returns up to 25 events, newest first, with who caused them. Managers don't see the `ip_address` of an admin or manager. Pass `next` as `before` to get the next page.",
    requiresAuth: true,
    parameters: [
      USER_ID,
      queryParameter(
        "before",
        "Cursor: return events older than this ID.",
        { type: "string", format: "uuid" },
        EXAMPLE_EVENT_ID,
      ),
    ],
    responses: {
      200: [
        "A page of events.",
        userEventsResponse,
        {
          next: null,
          results: [
            {
              id: EXAMPLE_EVENT_ID,
              event: "authn_login_lock",
              message: "Account suspended",
              note: "Sends spam",
              actor: { id: "0198c5a2-6c2f-7d31-9a4e-3b5c7d9e1f20", username: "admin" },
              ip_address: "203.0.113.7",
              at: "2026-12-01T09:30:00.000Z",
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
