import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startSftpServer, type RunningSftpServer } from '#libs/sftp-server';
import type { SandboxInstitution } from '../institution.js';

export interface FileFoldersOptions {
  /** Absolute. */
  readonly root: string;
  /** Last part of every endpoint: below it stands a folder per bank. */
  readonly banks: string;
  /** OpenSSH private key of the SFTP server. */
  readonly hostKey: string;
  /** Port of the SFTP server; a free one when left out. */
  readonly port?: number;
}

/**
 * Where banks in file mode and the court meet: folders in this machine, some of them behind an SFTP server of the sandbox's own
 * where each bank has an account that sees nothing but its folder.
 */
export class FileFolders {
  private constructor(
    private readonly options: FileFoldersOptions,
    private readonly server: RunningSftpServer | undefined,
  ) {}

  static async open(institutions: readonly SandboxInstitution[], host: string, options: FileFoldersOptions | undefined): Promise<FileFolders | undefined> {
    const inFiles = institutions.filter(({ adapter }) => adapter === 'bank-file');
    if (options === undefined || inFiles.length === 0) return undefined;
    await mkdir(join(options.root, options.banks), { recursive: true, mode: 0o700 });
    const remote = inFiles.filter(({ folders }) => folders === 'sftp');
    for (const { code } of remote) await mkdir(join(accountRoot(options, code), options.banks), { recursive: true });
    if (remote.length === 0) return new FileFolders(options, undefined);
    const accounts = remote.map(({ code, credentials }) => ({ user: credentials['user'] ?? code, password: credentials['password'] ?? '', root: accountRoot(options, code) }));
    return new FileFolders(options, await startSftpServer({ host, port: options.port ?? 0, hostKey: options.hostKey, accounts }));
  }

  /** Endpoint of banks whose folders are in this machine. */
  get directoryEndpoint(): string {
    return pathToFileURL(join(this.options.root, this.options.banks)).href;
  }

  /** Endpoint of banks behind the SFTP server; undefined when there are none. */
  get sftpEndpoint(): string | undefined {
    const { server } = this;
    return server === undefined ? undefined : `sftp://${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}/${this.options.banks}`;
  }

  /** The folder of one bank, from its side. */
  folderOf({ code, folders }: SandboxInstitution): string {
    const base = folders === 'sftp' ? accountRoot(this.options, code) : this.options.root;
    return join(base, this.options.banks, code);
  }

  async close(): Promise<void> {
    await this.server?.close();
  }
}

const accountRoot = ({ root }: FileFoldersOptions, code: string): string => join(root, 'sftp', code);
