import { Problem } from '#contracts/errors';

const IF_MATCH = /^(?:W\/)?"?(\d{1,10})"?$/;

/** The value of the header ETag for a version. */
export const entityTag = (version: number): string => `"${version}"`;

/**
 * The version a caller has seen, from the header If-Match or from the body; undefined when neither says.
 * @throws Problem `parameter-invalid` when the header is no version of ours, or the two contradict each other.
 */
export function seenVersion(ifMatch: string | undefined, inBody?: number): number | undefined {
  if (ifMatch === undefined || ifMatch === '*') return inBody;
  const version = Number(IF_MATCH.exec(ifMatch.trim())?.[1]);
  if (!Number.isSafeInteger(version) || (inBody !== undefined && inBody !== version)) {
    throw new Problem('parameter-invalid', undefined, [{ field: 'If-Match', allowed: 'the ETag of the last answer, the same version as in the body' }]);
  }
  return version;
}

/** For changes that must not be made blindly. @throws Problem `request-invalid` when neither says. */
export function requireSeenVersion(ifMatch: string | undefined, inBody: number | undefined): number {
  const version = seenVersion(ifMatch, inBody);
  if (version === undefined) {
    throw new Problem('request-invalid', undefined, [{ field: '/version', allowed: 'the version that was seen, here or in the header If-Match' }]);
  }
  return version;
}
