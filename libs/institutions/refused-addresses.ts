import { BlockList, isIP } from 'node:net';

const refused = new BlockList();
// Link-local: there cloud machines tell whoever asks from inside their secrets (169.254.169.254, fd00:ec2::254).
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addSubnet('fe80::', 10, 'ipv6');
refused.addAddress('fd00:ec2::254', 'ipv6');
refused.addAddress('100.100.100.200', 'ipv4');
refused.addAddress('168.63.129.16', 'ipv4');
// No machine at all: this network, multicast, broadcast.
refused.addSubnet('0.0.0.0', 8, 'ipv4');
refused.addSubnet('224.0.0.0', 3, 'ipv4');
refused.addAddress('::', 'ipv6');
refused.addSubnet('ff00::', 8, 'ipv6');

const REFUSED_NAMES = /^(metadata(\.google\.internal)?|instance-data(\.ec2\.internal)?)\.?$/i;

/** Whether no institution can be at an address, whatever somebody registered: where machines get their secrets from, and where there is no machine. */
export function isRefusedAddress(ip: string): boolean {
  const family = isIP(ip);
  return family !== 0 && refused.check(ip, family === 4 ? 'ipv4' : 'ipv6');
}

/** The same for the host of a URL: a name, an IPv4 address, an IPv6 address in brackets. What a name stands for is looked at when it is called. */
export function isRefusedHost(hostname: string): boolean {
  return REFUSED_NAMES.test(hostname) || isRefusedAddress(hostname.replace(/^\[|\]$/g, ''));
}
