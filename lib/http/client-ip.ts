import { isIPv4, isIPv6 } from "node:net";

const GROUPS_IN_64_BITS = 4;
const GROUPS = 8;

/**
 * The address of the client, in the form that limits count.
 *
 * @param socketAddress who opened the connection
 * @param forwardedFor the `X-Forwarded-For` header, which anybody can send
 * @param trustedProxies how many proxies stand before the app, each adding one address to that header;
 *   only what they wrote is believed
 */
export function clientIp(socketAddress: string, forwardedFor: string, trustedProxies: number): string {
  const hops = forwardedFor.split(",").map((hop) => hop.trim());
  const written = trustedProxies > 0 ? hops.slice(-trustedProxies)[0] : undefined;
  return groupAddress(written || socketAddress);
}

/** One customer has a whole IPv6 /64 to choose addresses from, so it counts as one client. */
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
