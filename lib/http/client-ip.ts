import { isIPv4, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

/** In place of the address of a client that is not known. */
export const UNKNOWN_ADDRESS = "unknown";

const GROUPS_IN_64_BITS = 4;
const IPV4_BYTES = 4;

/** IPv4-mapped, IPv4-translated (RFC 2765) and NAT64 (RFC 6052): the last 32 bits are an IPv4 address. */
const PREFIXES_OF_IPV4 = ["::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96"].map((range) =>
  ipaddr.IPv6.parseCIDR(range),
);

/**
 * Returns the client's IP address in the form that rate limits count: an IPv4 address, or the /64 of an IPv6
 * address.
 *
 * @param socketAddress the peer address of the connection
 * @param forwardedFor the `X-Forwarded-For` header, which any client can send
 * @param trustedProxies the number of reverse proxies in front of the app, each of which appends one address to that
 *   header; only the addresses they appended are trusted
 */
export function clientIp(socketAddress: string, forwardedFor: string, trustedProxies: number): string {
  const hops = forwardedFor.split(",").map((hop) => hop.trim());
  const written = trustedProxies > 0 ? hops.slice(-trustedProxies)[0] : undefined;
  return groupAddress(withoutPort(written || socketAddress));
}

/** Removes the brackets around an IPv6 address, and the port after them or after an IPv4 address. */
function withoutPort(address: string): string {
  const [, ipv6, ipv4] = /^(?:\[([^\]]*)\]|(\d+\.\d+\.\d+\.\d+))(?::\d+)?$/.exec(address) ?? [];
  return ipv6 ?? ipv4 ?? address;
}

// Providers assign a whole /64 to a customer, so it counts as one client.
function groupAddress(address: string): string {
  // The library also accepts notations that no proxy writes, such as octal numbers.
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return UNKNOWN_ADDRESS;
  const ipv6 = ipaddr.IPv6.parse(address);
  if (PREFIXES_OF_IPV4.some((prefix) => ipv6.match(prefix))) {
    return ipv6.toByteArray().slice(-IPV4_BYTES).join(".");
  }
  const groups = ipv6.parts.slice(0, GROUPS_IN_64_BITS).map((group) => group.toString(16));
  return `${groups.join(":")}::/64`;
}
