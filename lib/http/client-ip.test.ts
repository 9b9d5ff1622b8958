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
    ["IPv4-mapped IPv6 in hexadecimal", "::ffff:102:304", "", 0, "1.2.3.4"],
    ["IPv4-mapped IPv6 in capitals", "::FFFF:1.2.3.4", "", 0, "1.2.3.4"],
    ["IPv4-mapped IPv6 in full", "0:0:0:0:0:ffff:0102:0304", "", 0, "1.2.3.4"],
    ["IPv4-mapped IPv6 in brackets", "10.0.0.1", "[::ffff:102:304]", 1, "1.2.3.4"],
    ["IPv4-mapped IPv6 with a port", "10.0.0.1", "[::ffff:1.2.3.4]:51000", 1, "1.2.3.4"],
    ["IPv4-mapped IPv6 with a zone", "::ffff:102:304%eth0", "", 0, "1.2.3.4"],
    ["IPv4-translated IPv6", "::ffff:0:102:304", "", 0, "1.2.3.4"],
    ["NAT64", "64:ff9b::102:304", "", 0, "1.2.3.4"],
    ["NAT64 in dotted notation", "10.0.0.1", "[64:ff9b::1.2.3.4]:443", 1, "1.2.3.4"],
    ["another prefix than NAT64's", "64:ff9b:1::102:304", "", 0, "64:ff9b:1:0::/64"],
    ["IPv4 with a port", "10.0.0.1", "1.2.3.4:51000", 1, "1.2.3.4"],
    ["IPv6 with a port", "10.0.0.1", "[2001:db8:1:2::9]:443", 1, "2001:db8:1:2::/64"],
    ["a zone", "fe80::1%eth0", "", 0, "fe80:0:0:0::/64"],
    ["groups IPv6 by /64", "2001:db8:1:2:aaaa::1", "", 0, "2001:db8:1:2::/64"],
    ["another host of the same /64", "2001:db8:1:2:0:0:0:9", "", 0, "2001:db8:1:2::/64"],
    ["compressed zeros in the prefix", "2001:db8::1", "", 0, "2001:db8:0:0::/64"],
    ["loopback", "::1", "", 0, "0:0:0:0::/64"],
    ["garbage", "10.0.0.1", "<script>", 1, "unknown"],
    ["an octal number", "10.0.0.1", "010.0.0.1", 1, "unknown"],
    ["a short form of IPv4", "10.0.0.1", "127.1", 1, "unknown"],
    ["a hexadecimal number", "10.0.0.1", "0x7f000001", 1, "unknown"],
    ["an open bracket", "10.0.0.1", "[::1", 1, "unknown"],
    ["empty brackets", "10.0.0.1", "[]", 1, "unknown"],
    ["too many groups", "10.0.0.1", "1:2:3:4:5:6:7:8:9", 1, "unknown"],
  ])("%s", (_, socket, forwarded, proxies, expected) => {
    expect(clientIp(socket, forwarded, proxies)).toBe(expected);
  });
});
