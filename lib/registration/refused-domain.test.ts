import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
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

let services: TestServices;
beforeAll(async () => {
  const file = path.join(tmpdir(), `disposable-${process.pid}.txt`);
  writeFileSync(file, `${LISTED}\n`);
  services = await startTestServices({ EMAIL_DOMAIN_CHECK: "refuse", DISPOSABLE_DOMAINS: file });
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

  it("a registration can't be moved to one", async () => {
    const { claim, id, email } = await registerUnverified();
    const result = await changeRegistrationEmail({ claim, email: `ada@${LISTED}` }, newRequestContext());
    expect(result).toMatchObject({ ok: false, failure: { errors: { email: ["email_disposable"] } } });
    expect(await db().user.count({ where: { id, email } })).toBe(1);
  });
});
