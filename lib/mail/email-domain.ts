import { Resolver } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { env } from "@/lib/config/env";
import type { FieldErrors } from "@/lib/messages/message";
import { describeError, log } from "@/lib/observability/log";
import { canonicalEmail } from "@/lib/schemas/email";

/** What is wrong with the domain of an address: it receives no email, or it is one for throw-away addresses. */
export type DomainProblem = "unreachable" | "disposable";

/** The lookups of `node:dns` that are needed. They throw an error with a code. */
export type DomainResolver = Pick<Resolver, "resolveMx" | "resolve4" | "resolve6">;

const TIMEOUT_MS = 500;
const KEPT_MS = 10 * 60 * 1000;
/** An answer that didn't come is asked for again sooner. */
const UNKNOWN_KEPT_MS = 30 * 1000;
const MAX_KEPT = 1_000;

const NO_DOMAIN = "ENOTFOUND";
const NO_RECORDS = "ENODATA";

type Kept = { problem: DomainProblem | undefined; until: number };

const kept = new Map<string, Kept>();
let disposable: { file: string; domains: ReadonlySet<string> } | undefined;

/**
 * Returns what is wrong with the domain of an address, if `EMAIL_DOMAIN_CHECK` is on. An address can be delivered to if
 * its domain has an MX record other than the null MX (RFC 7505), or an address record (RFC 5321, section 5.1). An answer
 * that doesn't come within 500 ms counts as none: a slow name server must not keep anyone from signing up.
 */
export async function findDomainProblem(
  email: string,
  resolver?: DomainResolver,
): Promise<DomainProblem | undefined> {
  if (env().EMAIL_DOMAIN_CHECK === "off") return undefined;
  const address = canonicalEmail(email);
  const domain = address.slice(address.lastIndexOf("@") + 1);
  if (isDisposable(domain)) return "disposable";
  const known = kept.get(domain);
  if (known && known.until > Date.now()) return known.problem;
  const isReachable = await lookUp(domain, resolver ?? new Resolver({ timeout: TIMEOUT_MS, tries: 1 }));
  const problem = isReachable === false ? "unreachable" : undefined;
  const lifetime = isReachable === undefined ? UNKNOWN_KEPT_MS : KEPT_MS;
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(domain, { problem, until: Date.now() + lifetime });
  return problem;
}

/** Returns whether a domain receives email; `undefined` if that can't be found out in time. */
async function lookUp(domain: string, resolver: DomainResolver): Promise<boolean | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, undefined);
  });
  const answer = receivesEmail(domain, resolver).catch(() => undefined);
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}

async function receivesEmail(domain: string, resolver: DomainResolver): Promise<boolean> {
  const exchanges = await recordsOf(resolver.resolveMx(domain));
  if (exchanges === undefined) return false;
  if (exchanges.length > 0) return exchanges.some(({ exchange }) => exchange !== "" && exchange !== ".");
  const [ipv4, ipv6] = await Promise.all([
    recordsOf(resolver.resolve4(domain)),
    recordsOf(resolver.resolve6(domain)),
  ]);
  return (ipv4 ?? []).length + (ipv6 ?? []).length > 0;
}

/**
 * Returns the records of a lookup; `undefined` if the domain doesn't exist.
 *
 * @throws if the name server gives no answer
 */
async function recordsOf<Found>(lookup: Promise<Found[]>): Promise<Found[] | undefined> {
  try {
    return await lookup;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === NO_RECORDS) return [];
    if (code === NO_DOMAIN) return undefined;
    throw error;
  }
}

/** Returns whether a domain, or one above it, is in the list of `DISPOSABLE_DOMAINS`. */
function isDisposable(domain: string): boolean {
  const labels = domain.split(".");
  const domains = disposableDomains();
  return labels.some((_, index) => domains.has(labels.slice(index).join(".")));
}

/** Reads the list once. If that fails, it is logged and does without: the list is a convenience. */
function disposableDomains(): ReadonlySet<string> {
  const file = env().DISPOSABLE_DOMAINS ?? "";
  if (disposable?.file !== file) disposable = { file, domains: new Set(file ? readList(file) : []) };
  return disposable.domains;
}

function readList(file: string): string[] {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.map((line) => line.trim().toLowerCase()).filter((line) => line && !line.startsWith("#"));
  } catch (error) {
    log.error({ event: "disposable_domains_unreadable", error: describeError(error) });
    return [];
  }
}

/** Returns the error of an address that is to be refused because of its domain; nothing if it is accepted. */
export async function domainErrors(email: string): Promise<FieldErrors | undefined> {
  if (env().EMAIL_DOMAIN_CHECK !== "refuse") return undefined;
  const problem = await findDomainProblem(email);
  return problem && { email: [problem === "disposable" ? "email_disposable" : "email_unreachable"] };
}
