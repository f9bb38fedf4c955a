import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import ssh2 from 'ssh2';
import type { AuthContext, Connection } from 'ssh2';
import { serveFolder } from './folder-session.js';

/** Who may log in, and the folder that is the root of everything this account sees. */
export interface SftpAccount {
  readonly user: string;
  readonly password: string;
  readonly root: string;
}

export interface RunningSftpServer {
  readonly host: string;
  readonly port: number;
  /** Sessions opened so far. */
  readonly sessions: number;
  /** Cuts every connection, and refuses new ones until {@link resume}. */
  suspend(): void;
  resume(): void;
  close(): Promise<void>;
}

/** Serves each account its own folder, and nothing else: no shell, no forwarding. */
export async function startSftpServer(options: {
  readonly host: string;
  readonly port: number;
  readonly hostKey: string;
  readonly accounts: readonly SftpAccount[];
}): Promise<RunningSftpServer> {
  const accounts = new Map(options.accounts.map((account) => [account.user, account]));
  const connections = new Set<Connection>();
  let sessions = 0;
  let suspended = false;
  const server = new ssh2.Server({ hostKeys: [options.hostKey], ident: 'chakong-sandbox' }, (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection)).on('error', () => undefined);
    // Missing from the types of the package.
    (connection as Connection & { setNoDelay(on: boolean): void }).setNoDelay(true);
    if (suspended) return void connection.end();
    let account: SftpAccount | undefined;
    connection.on('authentication', (attempt) => {
      const asking = accounts.get(attempt.username);
      if (asking !== undefined && isPassword(attempt, asking)) {
        account = asking;
        attempt.accept();
      } else attempt.reject(['password']);
    });
    connection.on('session', (accept) => {
      const session = accept();
      session.on('sftp', (open) => {
        sessions += 1;
        serveFolder(open(), account!.root);
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  const cut = (): void => {
    for (const connection of connections) connection.end();
  };
  return {
    host: options.host,
    port: (server.address() as AddressInfo).port,
    get sessions() {
      return sessions;
    },
    suspend: () => {
      suspended = true;
      cut();
    },
    resume: () => void (suspended = false),
    close: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function isPassword(attempt: AuthContext, account: SftpAccount): boolean {
  if (attempt.method !== 'password') return false;
  const [given, expected] = [Buffer.from(attempt.password), Buffer.from(account.password)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
