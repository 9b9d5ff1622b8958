import { describe, expect, it } from "vitest";
import { clientIp } from "./client-ip";

describe("the client's address", () => {
  it.each([
    ["no proxy: what the client claims is not believed", "203.0.113.9", "198.51.100.1", 0, "203.0.113.9"],
    [
      "one proxy: what it wrote, not what came before",
      "10.0.0.1",
      "6.6.6.6, 198.51.100.1",
      1,
      "198.51.100.1",
    ],
    ["two proxies", "10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", 2, "198.51.100.1"],
    ["fewer hops than proxies", "10.0.0.1", "198.51.100.1", 3, "198.51.100.1"],
    ["a proxy that wrote nothing", "10.0.0.1", "", 1, "10.0.0.1"],
    ["IPv4 written as IPv6", "::ffff:203.0.113.9", "", 0, "203.0.113.9"],
    ["an IPv6 /64 counts as one", "2001:db8:1:2:aaaa::1", "", 0, "2001:db8:1:2::/64"],
    ["another host of that /64", "2001:db8:1:2:0:0:0:9", "", 0, "2001:db8:1:2::/64"],
    ["zeros in the network part", "2001:db8::1", "", 0, "2001:db8:0:0::/64"],
    ["loopback", "::1", "", 0, "0:0:0:0::/64"],
    ["garbage", "10.0.0.1", "<script>", 1, "unknown"],
  ])("%s", (_, socket, forwarded, proxies, expected) => {
    expect(clientIp(socket, forwarded, proxies)).toBe(expected);
  });
});
