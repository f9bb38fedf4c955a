import type { Stats } from 'node:fs';
import { mkdir, open, readdir, rename, rm, rmdir, stat, type FileHandle } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import ssh2 from 'ssh2';
import type { Attributes, SFTPWrapper } from 'ssh2';

const { STATUS_CODE, flagsToString } = ssh2.utils.sftp;

type Handle = { readonly kind: 'file'; readonly file: FileHandle } | { readonly kind: 'folder'; readonly path: string; listed: boolean };

/** One SFTP session (protocol version 3) on a folder. Paths cannot lead out of it. */
export function serveFolder(sftp: SFTPWrapper, root: string): void {
  const handles = new Map<number, Handle>();
  let next = 0;
  const inside = (path: string): string => join(root, posix.normalize(`/${path}`));
  const keep = (handle: Handle): Buffer => {
    const id = next++;
    handles.set(id, handle);
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(id);
    return bytes;
  };
  const find = (bytes: Buffer): Handle | undefined => (bytes.length === 4 ? handles.get(bytes.readUInt32BE()) : undefined);
  const fileOf = (bytes: Buffer): FileHandle => {
    const handle = find(bytes);
    if (handle?.kind !== 'file') throw Object.assign(new Error(), { code: 'EBADF' });
    return handle.file;
  };
  /** Does the work and answers; a fault becomes its status. */
  const answer = (id: number, work: () => Promise<void>): void => {
    work().catch((error: { code?: string }) => {
      const code = error.code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : error.code === 'EACCES' ? STATUS_CODE.PERMISSION_DENIED : STATUS_CODE.FAILURE;
      sftp.status(id, code);
    });
  };
  const done = (id: number): void => sftp.status(id, STATUS_CODE.OK);

  sftp.on('OPEN', (id, path, flags) => {
    answer(id, async () => sftp.handle(id, keep({ kind: 'file', file: await open(inside(path), flagsToString(flags) ?? 'r') })));
  });
  sftp.on('READ', (id, handle, offset, length) => {
    answer(id, async () => {
      const { bytesRead, buffer } = await fileOf(handle).read(Buffer.alloc(Math.min(length, 256 * 1024)), 0, Math.min(length, 256 * 1024), offset);
      if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, buffer.subarray(0, bytesRead));
    });
  });
  sftp.on('WRITE', (id, handle, offset, data) => {
    answer(id, async () => {
      await fileOf(handle).write(data, 0, data.length, offset);
      done(id);
    });
  });
  sftp.on('CLOSE', (id, bytes) => {
    answer(id, async () => {
      const handle = find(bytes);
      if (handle === undefined) throw new Error('no such handle');
      handles.delete(bytes.readUInt32BE());
      if (handle.kind === 'file') await handle.file.close();
      done(id);
    });
  });
  const facts = (id: number, look: () => Promise<Stats>): void => answer(id, async () => sftp.attrs(id, attributesOf(await look())));
  sftp.on('STAT', (id, path) => facts(id, () => stat(inside(path))));
  sftp.on('LSTAT', (id, path) => facts(id, () => stat(inside(path))));
  sftp.on('FSTAT', (id, handle) => facts(id, () => fileOf(handle).stat()));
  sftp.on('OPENDIR', (id, path) => {
    answer(id, async () => {
      if (!(await stat(inside(path))).isDirectory()) throw new Error('no folder');
      sftp.handle(id, keep({ kind: 'folder', path: inside(path), listed: false }));
    });
  });
  sftp.on('READDIR', (id, bytes) => {
    answer(id, async () => {
      const handle = find(bytes);
      if (handle?.kind !== 'folder') throw new Error('no folder');
      if (handle.listed) return sftp.status(id, STATUS_CODE.EOF);
      handle.listed = true;
      const names = await readdir(handle.path);
      const entries = await Promise.all(names.map(async (name) => ({ name, facts: await stat(join(handle.path, name)).catch(() => undefined) })));
      const present = entries.flatMap(({ name, facts: found }) => (found === undefined ? [] : [{ filename: name, longname: name, attrs: attributesOf(found) }]));
      if (present.length === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.name(id, present);
    });
  });
  sftp.on('REALPATH', (id, path) => {
    const real = posix.normalize(`/${path}`);
    sftp.name(id, [{ filename: real, longname: basename(real), attrs: {} as Attributes }]);
  });
  sftp.on('MKDIR', (id, path) => {
    answer(id, async () => {
      await mkdir(inside(path));
      done(id);
    });
  });
  sftp.on('RMDIR', (id, path) => {
    answer(id, async () => {
      await rmdir(inside(path));
      done(id);
    });
  });
  sftp.on('REMOVE', (id, path) => {
    answer(id, async () => {
      await rm(inside(path));
      done(id);
    });
  });
  sftp.on('RENAME', (id, from, to) => {
    answer(id, async () => {
      // As version 3 has it: an existing target is an error.
      if (await stat(inside(to)).then(() => true, () => false)) throw new Error('exists');
      await rename(inside(from), inside(to));
      done(id);
    });
  });
  sftp.on('close', () => {
    for (const handle of handles.values()) if (handle.kind === 'file') handle.file.close().catch(() => undefined);
    handles.clear();
  });
}

const attributesOf = (facts: Stats): Attributes => ({
  mode: facts.mode, uid: 0, gid: 0, size: facts.size, atime: Math.floor(facts.atimeMs / 1000), mtime: Math.floor(facts.mtimeMs / 1000),
});
