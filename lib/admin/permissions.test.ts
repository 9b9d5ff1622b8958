import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Role } from "@/lib/generated/prisma/client";
import { suppress } from "@/lib/mail/suppression-list";
import type { Actor } from "@/lib/sessions/current-user";
import { recordLog } from "@/lib/testing/logged-lines";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { isAllowed, PERMISSIONS, USER_ACTIONS, type UserAction } from "./permissions";
import { USER_ACTION_USE_CASES } from "./user-actions";

const ROLES: Role[] = ["admin", "manager", "user"];
/** Written down again, so that a change of the table is deliberate. */
const SUPPORT: UserAction[] = [
  "resend_verification",
  "send_password_reset",
  "revoke_session",
  "revoke_all_sessions",
  "remove_device",
  "lift_rate_limits",
  "clear_suppression",
];

/** The state of the account in which an action makes sense. */
const STATES: Partial<Record<UserAction, Parameters<typeof newSubject>[0]>> = {
  resend_verification: { emailVerified: false },
  verify_email: { emailVerified: false },
  schedule_two_factor_reset: { twoFactorSince: new Date() },
  cancel_two_factor_reset: {
    twoFactorResets: { create: { dueAt: new Date(Date.now() + 60_000) } },
  },
  reset_two_factor: { twoFactorSince: new Date() },
  reactivate: { suspendedAt: new Date() },
  restore: { deleteAfter: new Date(Date.now() + 60_000) },
};

let services: TestServices;
const actors = new Map<Role, Actor>();
beforeAll(async () => {
  services = await startTestServices();
  for (const role of ROLES) actors.set(role, await newActor(role));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => services.close());

const cases = ROLES.flatMap((role) =>
  ROLES.flatMap((subjectRole) => USER_ACTIONS.map((action) => ({ role, subjectRole, action }))),
);

function isExpected(role: Role, subjectRole: Role, action: UserAction): boolean {
  if (action === "impersonate") return role === "admin" && subjectRole === "user";
  if (role === "admin") return true;
  return role === "manager" && subjectRole === "user" && SUPPORT.includes(action);
}

async function act(actor: Actor | undefined, subjectRole: Role, action: UserAction) {
  if (!actor) throw new Error("There is no such actor.");
  const subject = await newSubject({ ...STATES[action], role: subjectRole });
  if (action === "clear_suppression") await suppress(subject.email, "Mailbox unavailable");
  const role = subjectRole === "manager" ? "user" : "manager";
  const target = action === "remove_device" ? subject.deviceId : subject.sessionId;
  const confirmation = subject.username;
  const input = { reason: "Spam", role, target, confirmation, username: `new_${subject.username}` };
  return USER_ACTION_USE_CASES[action](subject.id, input, actor);
}

describe("the permission table", () => {
  it.each(cases)(
    "holds for a $role who wants to $action a $subjectRole",
    async ({ role, subjectRole, action }) => {
      const result = await act(actors.get(role), subjectRole, action);
      if (isExpected(role, subjectRole, action)) expect(result).toMatchObject({ ok: true });
      else expect(result).toEqual({ ok: false, failure: { code: "forbidden" } });
    },
  );

  it("logs who was refused, and nobody who was allowed", async () => {
    const refusals = recordLog("warn", /^authz_fail/);
    for (const role of ["manager", "admin"] as const) await act(actors.get(role), "user", "suspend");
    expect(refusals()).toEqual([
      { event: "authz_fail", userId: actors.get("manager")?.userId, action: "suspend" },
    ]);
  });

  it.each([
    ["read_overview", ["admin", "manager"]],
    ["list_users", ["admin", "manager"]],
    ["read_user", ["admin", "manager"]],
    ["run_bulk_job", ["admin", "manager"]],
    ["create_user", ["admin"]],
    ["list_events", ["admin"]],
    ["export_users", ["admin"]],
    ["export_events", ["admin"]],
  ] as const)("lets those %s whose role allows it, and no others", (action, allowed) => {
    expect(ROLES.filter((role) => isAllowed(role, action)).sort()).toEqual(allowed);
  });

  it("lets nobody without a role see anything", () => {
    for (const action of Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[])
      expect(isAllowed("user", action)).toBe(false);
  });

  it.each(USER_ACTIONS)("lets nobody %s their own account", async (action) => {
    const actor = actors.get("admin");
    if (!actor) throw new Error("There is no admin.");
    const input = { reason: "Spam", role: "user", confirmation: actor.user.username };
    expect(await USER_ACTION_USE_CASES[action](actor.userId, input, actor)).toEqual({
      ok: false,
      failure: { code: "refused", reason: "own_account" },
    });
  });

  it.each(USER_ACTIONS)(
    "asks for the password before %s if the last authentication is not recent",
    async (action) => {
      const actor = await newActor("admin");
      const stale = { ...actor, authenticatedAt: new Date(0) };
      expect(await act(stale, "user", action)).toEqual({
        ok: false,
        failure: { code: "invalid", errors: { password: ["password_needed"] } },
      });
    },
  );
});
