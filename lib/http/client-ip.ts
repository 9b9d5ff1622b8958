import { isIPv4, isIPv6 } from "node:net";

const GROUPS_IN_64_BITS = 4;
const GROUPS = 8;

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
  return groupAddress(written || socketAddress);
}

// Providers assign a whole /64 to a customer, so it counts as one client.
function groupAddress(address: string): string {
  const ipv4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(address)?.[1];
  if (ipv4 && isIPv4(ipv4)) return ipv4;
  const ipv6 = address.replace(/^\[|\](:\d+)?$|%.*$/g, "");
  if (!isIPv6(ipv6)) return "unknown";
  const [head = "", tail = ""] = new URL(`http://[${ipv6}]`).hostname.slice(1, -1).split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = Array<string>(GROUPS - left.length - right.length).fill("0");
  return `${[...left, ...zeros, ...right].slice(0, GROUPS_IN_64_BITS).join(":")}::/64`;
}
