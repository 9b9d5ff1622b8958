import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { type DomainResolver, findDomainProblem } from "./email-domain";

beforeAll(() => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "domains-")), "list.txt");
  writeFileSync(file, "# A list.\nthrowaway.example\n\nBurner.example\n");
  setTestSettings({ EMAIL_DOMAIN_CHECK: "warn", DISPOSABLE_DOMAINS: file });
});

let domains = 0;
const newDomain = () => `domain-${domains++}.example`;

const fail = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

/** A name server with these answers. A text is the code of an error. */
function resolver(mx: string[] | string, ipv4: string[] | string = "ENODATA", ipv6 = ipv4): DomainResolver {
  const records = typeof mx === "string" ? mx : mx.map((exchange) => ({ exchange, priority: 10 }));
  const answer = <T>(found: T[] | string) =>
    typeof found === "string" ? fail(found) : Promise.resolve(found);
  return {
    resolveMx: vi.fn(() => answer(records)),
    resolve4: vi.fn(() => answer(ipv4)),
    resolve6: vi.fn(() => answer(ipv6)),
  } as unknown as DomainResolver;
}

const check = (server: DomainResolver) => findDomainProblem(`ada@${newDomain()}`, server);

describe("the domain of an address", () => {
  it.each([
    ["has an MX record", resolver(["mx.example"]), undefined],
    ["has no MX record, but an IPv4 address", resolver("ENODATA", ["192.0.2.1"], "ENODATA"), undefined],
    ["has no MX record, but an IPv6 address", resolver("ENODATA", "ENODATA", ["2001:db8::1"]), undefined],
    ["has the null MX", resolver([""], ["192.0.2.1"]), "unreachable"],
    ["has no record that receives email", resolver("ENODATA"), "unreachable"],
    ["doesn't exist", resolver("ENOTFOUND"), "unreachable"],
    ["has a name server that fails", resolver("ESERVFAIL"), undefined],
    ["has a name server that fails at the second question", resolver("ENODATA", "ETIMEOUT"), undefined],
  ] as const)("that %s is judged rightly", async (_, server, problem) => {
    expect(await check(server)).toBe(problem);
  });

  it("counts as reachable if the answer doesn't come within half a second", async () => {
    vi.useFakeTimers();
    const never = { resolveMx: () => new Promise(() => {}) } as unknown as DomainResolver;
    const checked = check(never);
    await vi.advanceTimersByTimeAsync(500);
    expect(await checked).toBeUndefined();
    vi.useRealTimers();
  });

  it("is looked up once in 10 minutes, in whatever way it is written", async () => {
    const domain = newDomain();
    const server = resolver("ENOTFOUND");
    expect(await findDomainProblem(`ada@${domain}`, server)).toBe("unreachable");
    expect(await findDomainProblem(`bob@${domain.toUpperCase()}`, server)).toBe("unreachable");
    expect(server.resolveMx).toHaveBeenCalledTimes(1);
    vi.useFakeTimers({ now: Date.now() + 11 * 60 * 1000 });
    await findDomainProblem(`ada@${domain}`, server);
    vi.useRealTimers();
    expect(server.resolveMx).toHaveBeenCalledTimes(2);
  });

  it("is disposable if it is in the list, or below a domain in it", async () => {
    const server = resolver(["mx.example"]);
    for (const domain of [
      "throwaway.example",
      "THROWAWAY.example",
      "a.b.throwaway.example",
      "burner.example",
    ])
      expect(await findDomainProblem(`ada@${domain}`, server)).toBe("disposable");
    expect(await findDomainProblem("ada@notthrowaway.example", server)).toBeUndefined();
  });
});
