import { StartFailure } from './start-failure.js';

/** Runs something that listens on a port; a busy or forbidden one becomes one sentence that names the setting. */
export async function portTaken<T>(variable: string, port: number, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    switch ((error as { code?: string }).code) {
      case 'EADDRINUSE':
        throw new StartFailure(`Port ${port} is in use by another program: end it, or choose another port with ${variable}.`);
      case 'EACCES':
        throw new StartFailure(`Port ${port} may not be opened by this user: choose one above 1023 with ${variable}.`);
      case 'EADDRNOTAVAIL':
        throw new StartFailure('The address in CHAKONG_HOST does not belong to this machine.');
      default:
        throw error;
    }
  }
}

/** One sentence for a DATABASE_URL that cannot be used. Never holds the password. */
export function databaseSentence(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
      return 'No PostgreSQL answers at the address in DATABASE_URL: check host and port, or unset it to use the embedded one.';
    case '28P01':
    case '28000':
      return 'The PostgreSQL in DATABASE_URL does not accept this user and password.';
    case '3D000':
      return 'The database named in DATABASE_URL does not exist: create it, or name another one.';
    case '42501':
      return 'The user in DATABASE_URL may not create tables: grant CREATE on the schema public.';
    case '53100':
    case 'ENOSPC':
      return 'The disk is full: free some room and start again.';
    default:
      return /timeout/i.test(message ?? '')
        ? 'No PostgreSQL answers at the address in DATABASE_URL: check host and port, or unset it to use the embedded one.'
        : `The PostgreSQL in DATABASE_URL cannot be used (${code ?? 'no code'}).`;
  }
}
