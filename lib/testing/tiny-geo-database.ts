import { isIPv4 } from "node:net";
import ipaddr from "ipaddr.js";

type Value = string | number | { [key: string]: Value };
type Node = [Branch, Branch];
/** A node of the tree, the offset of an entry in the data, or nothing. */
type Branch = Node | number | undefined;

const IPV4_BITS_IN_IPV6 = 96;
const SEPARATOR_BYTES = 16;

/**
 * Builds a database in MaxMind's format for tests. https://maxmind.github.io/MaxMind-DB/
 *
 * @param entries networks such as `203.0.113.0/24`, none of which contains another, with what is known of them
 */
export function tinyGeoDatabase(entries: Record<string, Value>): Buffer {
  const root: Node = [undefined, undefined];
  const data: Buffer[] = [];
  for (const [network, entry] of Object.entries(entries)) {
    insert(root, bitsOf(network), Buffer.concat(data).length);
    data.push(encode(entry));
  }
  const nodes = numbered(root);
  const metadata = {
    binary_format_major_version: 2,
    ip_version: 6,
    record_size: 24,
    node_count: nodes.length,
  };
  const tree = nodes.flatMap((branches) => branches.map((branch) => record(branch, nodes)));
  const marker = Buffer.from("\xab\xcd\xefMaxMind.com", "latin1");
  return Buffer.concat([...tree, Buffer.alloc(SEPARATOR_BYTES), ...data, marker, encode(metadata)]);
}

/** Returns the bits of a network in the tree of IPv6, in which IPv4 is the last 32 bits. */
function bitsOf(network: string): number[] {
  const [address = "", length = ""] = network.split("/");
  const bytes = ipaddr.parse(address).toByteArray();
  const bits = bytes.flatMap((byte) => [...byte.toString(2).padStart(8, "0")].map(Number));
  const zeros = isIPv4(address) ? Array<number>(IPV4_BITS_IN_IPV6).fill(0) : [];
  return [...zeros, ...bits.slice(0, Number(length))];
}

function insert(node: Node, [bit = 0, ...rest]: number[], offset: number): void {
  if (rest.length === 0) {
    node[bit] = offset;
    return;
  }
  const branch = node[bit];
  const next: Node = Array.isArray(branch) ? branch : [undefined, undefined];
  node[bit] = next;
  insert(next, rest, offset);
}

function numbered(node: Node): Node[] {
  return [node, ...node.flatMap((branch) => (Array.isArray(branch) ? numbered(branch) : []))];
}

function record(branch: Branch, nodes: Node[]): Buffer {
  const isNode = Array.isArray(branch);
  const value = isNode
    ? nodes.indexOf(branch)
    : branch === undefined
      ? nodes.length
      : nodes.length + SEPARATOR_BYTES + branch;
  const bytes = Buffer.alloc(3);
  bytes.writeUIntBE(value, 0, 3);
  return bytes;
}

const TYPES = { string: 2, uint32: 6, map: 7 };
const control = (type: keyof typeof TYPES, size: number) => Buffer.from([(TYPES[type] << 5) | size]);

/** Encodes a value. Texts have up to 28 bytes here, and maps up to 28 keys. */
function encode(value: Value): Buffer {
  if (typeof value === "string") {
    const text = Buffer.from(value);
    return Buffer.concat([control("string", text.length), text]);
  }
  if (typeof value === "number") {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control("uint32", 4), bytes]);
  }
  const pairs = Object.entries(value);
  return Buffer.concat([control("map", pairs.length), ...pairs.flat().map(encode)]);
}
