import { BlockList, isIP } from "node:net";

/** What is not for everybody, by the IANA registry of special-purpose IPv4 addresses, with multicast. */
const SPECIAL_IPV4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  // Looks public, and is where Azure answers its machines.
  ["168.63.129.16", 32],
];

/** All that IANA has given out for the Internet; loopback, IPv4-mapped, unique-local, link-local and multicast are not in it. */
const GLOBAL_IPV6: [string, number] = ["2000::", 3];

/** What is special within that: protocols with Teredo, documentation, and 6to4, which carries any IPv4 address. */
const SPECIAL_IPV6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

// Each family has its own list: node compares an IPv4 address with IPv6 ranges as if it were mapped.
const special4 = listOf(SPECIAL_IPV4, "ipv4");
const special6 = listOf(SPECIAL_IPV6, "ipv6");
const global6 = listOf([GLOBAL_IPV6], "ipv6");

/** Whether an IP address is one of the public Internet. What is no IP address, or has a zone, is not. */
export function isPublicAddress(address: string): boolean {
  if (address.includes("%")) return false;
  switch (isIP(address)) {
    case 4:
      return !special4.check(address, "ipv4");
    case 6:
      return global6.check(address, "ipv6") && !special6.check(address, "ipv6");
    default:
      return false;
  }
}

function listOf(ranges: readonly [string, number][], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}
