import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Addresses that are not of the public internet (RFC 6890 and the IANA registries of special-purpose addresses): this
 * machine, its link, private networks, and the forms in which IPv6 wraps such addresses. (`::ffff:10.0.0.1` is judged by
 * the list as 10.0.0.1.)
 */
const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  special.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  special.addSubnet(network, prefix, 'ipv6');
}

/** Whether an IP address belongs to this machine or a network of one's own. What is no address counts as private. */
export function isPrivateAddress(address: string): boolean {
  // A zone (`fe80::1%eth0`) only exists on a link.
  if (isIP(address) === 0 || address.includes('%')) return true;
  return special.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
