import { StartFailure } from '#libs/process';

export { StartFailure };

/** Turns what the file system said while `doing` into a sentence. Anything unexpected is passed on as it is: it is a bug. */
export function fileFailure(error: unknown, doing: string): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartFailure(`The disk is full: could not ${doing}; free some space and start again.`);
    case 'EACCES':
    case 'EPERM':
      return new StartFailure(`Could not ${doing}: permission denied; ${OTHER_FOLDER}.`);
    case 'ENOENT':
      return new StartFailure(`Could not ${doing}: there can be no such folder; ${OTHER_FOLDER}.`);
    case 'EROFS':
      return new StartFailure(`Could not ${doing}: the disk is read-only; ${OTHER_FOLDER}.`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartFailure(`Could not ${doing}: a part of that path is a file, not a folder; ${OTHER_FOLDER}.`);
    default:
      return error;
  }
}

/** `ENOENT` and its like, or an SQL state; undefined for an error without one. */
export function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** What PostgreSQL and its tools say when the disk is full; the last is a write that was cut short. */
export const DISK_FULL = /No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes/i;

export const OTHER_FOLDER = 'set CHAKONG_DATA to a folder that can be written to';
