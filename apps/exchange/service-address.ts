import type { IncomingHttpHeaders } from 'node:http';

/** A host name, IPv4 or bracketed IPv6 address with optional port: nothing else gets into a WSDL. */
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$/;

/**
 * Where the caller of a WSDL reaches the service. The configured address wins, because a header can be made up; without
 * one the caller is told what it used itself, as a proxy reports it (`X-Forwarded-*`, the first of several) or `Host`.
 *
 * @param publicAddress scheme, host and optional path prefix, no trailing slash needed
 * @param listening the address the server listens on, when the headers say nothing usable
 */
export function serviceAddress(
  headers: IncomingHttpHeaders,
  path: string,
  publicAddress: string | undefined,
  listening: string,
): string {
  if (publicAddress !== undefined) return publicAddress.replace(/\/+$/, '') + path;
  const host = [first(headers['x-forwarded-host']), headers.host].find((name) => name !== undefined && HOST.test(name));
  if (host === undefined) return listening + path;
  const isSecure = listening.startsWith('https:') || first(headers['x-forwarded-proto'])?.toLowerCase() === 'https';
  const scheme = isSecure ? 'https' : 'http';
  return `${scheme}://${host}${path}`;
}

const first = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',', 1)[0]?.trim();
