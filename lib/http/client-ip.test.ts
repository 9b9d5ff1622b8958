import { describe, expect, it } from "vitest";
import { clientIp } from "./client-ip";

describe("clientIp", () => {
  it.each([
    ["ignores the header without a proxy", "203.0.113.9", "198.51.100.1", 0, "203.0.113.9"],
    ["trusts only what one proxy appended", "10.0.0.1", "6.6.6.6, 198.51.100.1", 1, "198.51.100.1"],
    ["supports two proxies", "10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", 2, "198.51.100.1"],
    ["fewer hops than proxies", "10.0.0.1", "198.51.100.1", 3, "198.51.100.1"],
    ["a proxy that appended nothing", "10.0.0.1", "", 1, "10.0.0.1"],
    ["IPv4-mapped IPv6", "::ffff:203.0.113.9", "", 0, "203.0.113.9"],
    ["groups IPv6 by /64", "2001:db8:1:2:aaaa::1", "", 0, "2001:db8:1:2::/64"],
    ["another host of the same /64", "2001:db8:1:2:0:0:0:9", "", 0, "2001:db8:1:2::/64"],
    ["compressed zeros in the prefix", "2001:db8::1", "", 0, "2001:db8:0:0::/64"],
    ["loopback", "::1", "", 0, "0:0:0:0::/64"],
    ["garbage", "10.0.0.1", "<script>", 1, "unknown"],
  ])("%s", (_, socket, forwarded, proxies, expected) => {
    expect(clientIp(socket, forwarded, proxies)).toBe(expected);
  });
});
