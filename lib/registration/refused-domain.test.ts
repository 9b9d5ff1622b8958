import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { db } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { registerUnverified } from "@/lib/testing/test-verification";
import { changeRegistrationEmail } from "@/lib/verification/change-registration-email";
import { register } from "./register";

// Every domain receives email: no test may depend on a name server.
vi.mock("node:dns/promises", () => ({
  Resolver: class {
    resolveMx = async () => [{ exchange: "mx.example", priority: 10 }];
  },
}));

const LISTED = "throwaway.invalid";
/** More than the registrations that one client may make. */
const LOOKUPS = 3;

let services: TestServices;
beforeAll(async () => {
  const file = path.join(tmpdir(), `disposable-${process.pid}.txt`);
  writeFileSync(file, `${LISTED}\n`);
  services = await startTestServices({
    EMAIL_DOMAIN_CHECK: "refuse",
    DISPOSABLE_DOMAINS: file,
    REGISTRATION_RATE_LIMIT: `${LOOKUPS - 1}/1m`,
    NAME_LOOKUP_RATE_LIMIT: `${LOOKUPS}/1m`,
  });
});
afterAll(() => services.close());

describe("where addresses at disposable domains are refused", () => {
  it("a registration with one creates nothing and says why", async () => {
    const email = `ada@${LISTED}`;
    const result = await register({ ...validRegistration(), email }, newRequestContext());
    const failure = { code: "invalid", errors: { email: ["email_disposable"] } };
    expect(result).toEqual({ ok: false, failure });
    expect(await db().user.count({ where: { email } })).toBe(0);
  });

  it("refusals don't count as registrations, unless there are too many of them", async () => {
    const context = newRequestContext();
    const tryListed = () => register({ ...validRegistration(), email: `ada@${LISTED}` }, context);
    for (let refusal = 0; refusal < LOOKUPS; refusal++)
      expect(await tryListed()).toMatchObject({ failure: { errors: { email: ["email_disposable"] } } });
    expect((await register(validRegistration(), context)).ok).toBe(true);
    expect(await tryListed()).toMatchObject({ failure: { code: "invalid" } });
    expect(await tryListed()).toMatchObject({ failure: { code: "rate_limited" } });
  });

  it.each([
    [
      "a registration is moved",
      async () => {
        const { claim } = await registerUnverified();
        return (email: string, context: RequestContext) => changeRegistrationEmail({ claim, email }, context);
      },
    ],
    [
      "an account is moved",
      async () => {
        const actor = await newActor();
        return (email: string) => requestEmailChange({ email }, actor);
      },
    ],
  ])("a refusal when %s doesn't count as an email", async (_, prepare) => {
    const moveTo = await prepare();
    const context = newRequestContext();
    const email = `${randomUUID()}@${LISTED}`;
    for (const _ of ["once", "again"])
      expect(await moveTo(email, context)).toMatchObject({
        failure: { errors: { email: ["email_disposable"] } },
      });
  });

  it("a registration can't be moved to one", async () => {
    const { claim, id, email } = await registerUnverified();
    const result = await changeRegistrationEmail({ claim, email: `ada@${LISTED}` }, newRequestContext());
    expect(result).toMatchObject({ ok: false, failure: { errors: { email: ["email_disposable"] } } });
    expect(await db().user.count({ where: { id, email } })).toBe(1);
  });
});
