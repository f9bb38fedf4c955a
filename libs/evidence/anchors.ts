import { open, readFile } from 'node:fs/promises';
import type { EvidenceAnchorRow, EvidenceChainStore } from '#libs/store';
import type { SigningKey, VerifyingKey } from './signing-key.js';

/** A signed statement: at this moment the chain had this link at this place. */
export interface Anchor {
  readonly installation: string;
  readonly chain: string;
  readonly sequence: number;
  /** Hex. */
  readonly link: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
}

const messageOf = ({ installation, chain, sequence, link, at }: Omit<Anchor, 'keyId' | 'signature'>): Buffer =>
  Buffer.from(`chakong-evidence-anchor/1\n${installation}\n${chain}\n${sequence}\n${link}\n${at}\n`);

export function signAnchor(key: SigningKey, facts: Omit<Anchor, 'keyId' | 'signature'>): Anchor {
  return { ...facts, keyId: key.public.id, signature: key.sign(messageOf(facts)).toString('base64') };
}

export const isSigned = (anchor: Anchor, keys: readonly VerifyingKey[]): boolean =>
  keys.some((key) => key.id === anchor.keyId && key.verifies(messageOf(anchor), Buffer.from(anchor.signature, 'base64')));

export const anchorOfRow = (installation: string, row: EvidenceAnchorRow): Anchor => ({
  installation, chain: row.chain, sequence: row.sequence, link: row.link.toString('hex'), at: row.at.toISOString(), keyId: row.keyId,
  signature: row.signature.toString('base64'),
});

const rowOf = ({ chain, sequence, link, at, keyId, signature }: Anchor): EvidenceAnchorRow => ({
  chain, sequence, link: Buffer.from(link, 'hex'), at: new Date(at), keyId, signature: Buffer.from(signature, 'base64'),
});

/**
 * The anchors outside the database, one JSON document a line: whoever cuts off the end of the chains together with their anchors, or
 * brings back an old copy of the database, does not reach this file if it is kept where he is not.
 */
export class AnchorFile {
  constructor(readonly path: string) {}

  /** Durable when it resolves. */
  async append(anchors: readonly Anchor[]): Promise<void> {
    const file = await open(this.path, 'a', 0o600);
    try {
      await file.appendFile(anchors.map((anchor) => `${JSON.stringify(anchor)}\n`).join(''));
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** Those of one installation, in order. A line that is cut off at the end of the file is one that was never finished. */
  async read(installation: string): Promise<Anchor[]> {
    const text = await readFile(this.path, 'utf8').catch((error: { code?: string }) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const lines = text.split('\n');
    const anchors: Anchor[] = [];
    for (const [index, line] of lines.entries()) {
      if (line === '') continue;
      try {
        const anchor = JSON.parse(line) as Anchor;
        if (anchor.installation === installation) anchors.push(anchor);
      } catch (error) {
        if (index < lines.length - 1) throw error;
      }
    }
    return anchors;
  }
}

export interface AnchorWriterOptions {
  readonly store: EvidenceChainStore;
  readonly installation: string;
  readonly key: SigningKey;
  readonly file: AnchorFile;
  readonly everyMs: number;
}

/** As many links are anchored even if the time has not come. */
const EVERY_LINKS = 10_000;

/** Anchors what was sealed. */
export class AnchorWriter {
  #links = 0;
  #dueAtMs = 0;

  constructor(private readonly options: AnchorWriterOptions) {}

  sealed(links: number): void {
    this.#links += links;
  }

  get due(): boolean {
    return Date.now() >= this.#dueAtMs || this.#links >= EVERY_LINKS;
  }

  /** Signs the end of every chain that has grown. First into the file: an anchor that is only in the database proves less. */
  async write(): Promise<number> {
    const { store, installation, key, file, everyMs } = this.options;
    const at = new Date().toISOString();
    const grown = (await store.chains()).filter(({ sequence, anchored }) => anchored?.sequence !== sequence);
    const anchors = grown.map(({ chain, sequence, link }) => signAnchor(key, { installation, chain, sequence, link: link.toString('hex'), at }));
    if (anchors.length > 0) {
      await file.append(anchors);
      await store.addAnchors(anchors.map(rowOf));
    }
    this.#links = 0;
    this.#dueAtMs = Date.now() + everyMs;
    return anchors.length;
  }
}
