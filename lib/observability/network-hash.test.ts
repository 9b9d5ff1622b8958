import { beforeAll, describe, expect, it } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { networkHash } from "./network-hash";

beforeAll(() => setTestSettings());

describe("the hash of a network in the log", () => {
  it.each([
    ["IPv4 addresses of one /24", "203.0.113.9", "203.0.113.200"],
    ["IPv6 addresses of one /48", "2001:db8:1:2::/64", "2001:db8:1:ffff::/64"],
  ])("is the same for %s", (_, one, other) => {
    expect(networkHash(one)).toBe(networkHash(other));
    expect(networkHash(one)).toMatch(/^[\w-]{12}$/);
  });

  it.each([
    ["IPv4 addresses of other networks", "203.0.113.9", "203.0.114.9"],
    ["IPv6 addresses of other networks", "2001:db8:1:2::/64", "2001:db8:2:2::/64"],
    ["an unknown address", "203.0.113.9", "unknown"],
  ])("differs for %s", (_, one, other) => {
    expect(networkHash(one)).not.toBe(networkHash(other));
  });
});
