/** Where the folders of a file institution stand. */
export type FileEndpoint =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'sftp'; readonly host: string; readonly port: number; readonly path: string };

/** What is allowed, as it stands in our answers. */
export const FILE_ENDPOINT_ALLOWED =
  'file:///folder (absolute) or sftp://host:port/folder without user name, query and fragment; the folder of the institution, named by its code, stands below it';

const SFTP_PORT = 22;

/**
 * Reads the endpoint of an institution in file mode. Below it stands one folder per 17-character bank code, as for groups with
 * several legal persons (wire-contracts §3). @returns undefined when it is none
 */
export function parseFileEndpoint(text: string): FileEndpoint | undefined {
  if (text.length > 500 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined;
  const path = pathOf(url);
  if (path === undefined) return undefined;
  if (url.protocol === 'file:') return url.host === '' && path !== '/' ? { kind: 'directory', path } : undefined;
  if (url.protocol !== 'sftp:' || url.hostname === '' || url.port === '0') return undefined;
  return { kind: 'sftp', host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? SFTP_PORT : Number(url.port), path };
}

/** Without trailing slash; undefined for a path that says something else than it shows (an encoded slash, a NUL). */
function pathOf({ pathname }: URL): string | undefined {
  try {
    const path = decodeURIComponent(pathname);
    if (path.includes('\0') || /%2f|%5c/i.test(pathname) || path.split('/').includes('..')) return undefined;
    return path.replace(/\/+$/, '') || '/';
  } catch {
    return undefined;
  }
}
