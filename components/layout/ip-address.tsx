import { placeOf } from "@/lib/geo/place-of";

/** An IP address, after its place if a database of places is set and knows it: `Berlin, Germany · IP 203.0.113.7`. */
export function IpAddress({ ipAddress }: { ipAddress: string }) {
  const place = placeOf(ipAddress);
  return place ? `${place} · IP ${ipAddress}` : `IP ${ipAddress}`;
}
