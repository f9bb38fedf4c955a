/**
 * The folders of one institution: `download` what it fetches from us, `upload` what it puts there for us, `processed` and
 * `error` what we have taken from `upload`.
 */
export const FOLDER_PARTS = ['download', 'upload', 'processed', 'error'] as const;
export type FolderPart = (typeof FOLDER_PARTS)[number];

/** A plain file; folders, links and devices are not listed. */
export interface FolderEntry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Epoch milliseconds, as the file system says. */
  readonly modifiedMs: number;
}

/** Why folders cannot be reached or used. Never a password, never a name of a person. */
export class FolderFault extends Error {
  override readonly name = 'FolderFault';

  constructor(
    readonly why: 'connect-failed' | 'bad-credentials' | 'timeout' | 'failed',
    message: string,
  ) {
    super(message);
  }
}

/** The folders while they are open: in this machine or on a server. Every call may fail with {@link FolderFault}. */
export interface InstitutionFolder {
  list(part: FolderPart): Promise<readonly FolderEntry[]>;
  /** Reads a plain file. @throws FolderFault when it is longer than `maxBytes` */
  read(part: FolderPart, name: string, maxBytes: number): Promise<Buffer>;
  /** Writes under another name and renames: whoever looks sees the whole file or none. Replaces a file of that name. */
  put(part: FolderPart, name: string, bytes: Uint8Array): Promise<void>;
  /** Moves out of `upload`; replaces a file of that name. */
  take(name: string, to: 'processed' | 'error', as: string): Promise<void>;
  close(): void;
}

/** How a file is called while it is being written; nobody takes such names. */
export const unfinishedName = (name: string): string => `.${name}.part`;
