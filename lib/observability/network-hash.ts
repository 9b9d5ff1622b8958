import { deriveToken } from "@/lib/crypto/secrets";

const HASH_LENGTH = 12;
/** Three groups are 24 bits of an IPv4 address and 48 bits of an IPv6 address. */
const NETWORK_GROUPS = 3;

/**
 * Returns a keyed hash of a client's network for the log: its /24 for IPv4, its /48 for IPv6. Events of the same network
 * have the same hash, and without the key nobody can tell which network it is.
 *
 * @param ipAddress an IPv4 address, the /64 of an IPv6 address, or `unknown`
 */
export function networkHash(ipAddress: string): string {
  return deriveToken("network in the log", networkOf(ipAddress)).slice(0, HASH_LENGTH);
}

/** Returns the network of a client: the /24 of an IPv4 address, the /48 of an IPv6 address. */
export function networkOf(ipAddress: string): string {
  const separator = ipAddress.includes(":") ? ":" : ".";
  return ipAddress.split(separator).slice(0, NETWORK_GROUPS).join(separator);
}
