import type { Role } from "@/lib/generated/prisma/client";

/**
 * The permission table of the admin area: which roles may do what. Pages, API routes, use cases and tests read it, and
 * nothing else decides.
 *
 * A manager supports people: looks at accounts, sends emails again, revokes sessions, lifts rate limits. Only an
 * admin changes an account, and sees the whole audit log, which also tells what admins did and from where.
 *
 * To impersonate somebody is no way to get more rights: it changes nothing, and is possible for people without a role only.
 */
export const PERMISSIONS = {
  read_overview: ["admin", "manager"],
  list_users: ["admin", "manager"],
  read_user: ["admin", "manager"],
  list_events: ["admin"],
  export_users: ["admin"],
  export_events: ["admin"],
  create_user: ["admin"],
  resend_verification: ["admin", "manager"],
  send_password_reset: ["admin", "manager"],
  revoke_session: ["admin", "manager"],
  revoke_all_sessions: ["admin", "manager"],
  remove_device: ["admin", "manager"],
  lift_rate_limits: ["admin", "manager"],
  clear_suppression: ["admin", "manager"],
  run_bulk_job: ["admin", "manager"],
  verify_email: ["admin"],
  edit: ["admin"],
  require_new_password: ["admin"],
  schedule_two_factor_reset: ["admin"],
  cancel_two_factor_reset: ["admin"],
  reset_two_factor: ["admin"],
  impersonate: ["admin"],
  suspend: ["admin"],
  reactivate: ["admin"],
  change_role: ["admin"],
  delete: ["admin"],
  delete_now: ["admin"],
  restore: ["admin"],
} as const satisfies Record<string, readonly Role[]>;

/** What can be done in the admin area. */
export type AdminAction = keyof typeof PERMISSIONS;

/** What is not about an existing account. */
const GENERAL = [
  "read_overview",
  "list_users",
  "read_user",
  "create_user",
  "run_bulk_job",
  "list_events",
  "export_users",
  "export_events",
] as const satisfies readonly AdminAction[];

/** A change of somebody's account. */
export type UserAction = Exclude<AdminAction, (typeof GENERAL)[number]>;

/** Every change of somebody's account, in the order of the table. */
export const USER_ACTIONS = (Object.keys(PERMISSIONS) as AdminAction[]).filter(
  (action): action is UserAction => !(GENERAL as readonly AdminAction[]).includes(action),
);

/** Returns whether a role may do something in the admin area at all. */
export function isAllowed(role: Role, action: AdminAction): boolean {
  const roles: readonly Role[] = PERMISSIONS[action];
  return roles.includes(role);
}

/** Whoever acts, and whose account it is about. */
export type Person = { id: string; role: Role };

/**
 * Returns whether someone may see from which IP addresses an account is used. Those of admins and managers are as private
 * as the audit log.
 */
export function seesAddressesOf(viewer: Pick<Person, "role">, role: Role): boolean {
  return role === "user" || isAllowed(viewer.role, "list_events");
}

/**
 * Returns whether someone may change an account. A manager changes only those of people without a role. Nobody changes
 * their own account here: the account pages are for that, and it would be too easy to lock oneself out.
 */
export function mayChange(actor: Person, action: UserAction, subject: Person): boolean {
  if (actor.id === subject.id || !isAllowed(actor.role, action)) return false;
  if (subject.role === "user") return true;
  return actor.role === "admin" && action !== "impersonate";
}
