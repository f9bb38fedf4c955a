import type { EvidenceKind, HashAlgorithm } from '#libs/store';
import type { Anchor } from './anchors.js';
import type { SignatureAlgorithm } from './signing-key.js';

/** What an export holds: one case, everything of one court, or everything. */
export type ExportScope = { readonly case: string } | { readonly court: string } | { readonly all: true };

/**
 * An export is text, one JSON document a line (docs/decisions/0020-evidence-chain.md): a header; then segments, each a run of blocks
 * with their records and anchors; then the end, which is signed over everything before it.
 */
export type ExportLine =
  | {
      readonly format: 'chakong-evidence-export';
      readonly version: 1;
      readonly installation: string;
      readonly scope: ExportScope;
      readonly madeAt: string;
      readonly madeFor?: string;
      readonly keys: readonly { readonly id: string; readonly algorithm: SignatureAlgorithm; readonly pem: string }[];
    }
  /** `after`: the signed link the segment follows; null = the chain begins here. */
  | { readonly segment: { readonly chain: string; readonly after: Anchor | null } }
  | { readonly block: { readonly firstSequence: number; readonly algorithm: HashAlgorithm; readonly entries: string } }
  /**
   * `text` is the canonical record, to be digested as UTF-8; bytes of exchanges are Base64. Of what is sealed: `sealed` as it is stored
   * (Base64, its SHA-256 stands in the record), `content` as it reads, or that it was erased. Bytes of an exchange stand in the place of
   * what is sealed whenever they can be read, since the record has their digests.
   */
  | {
      readonly record: {
        readonly sequence: number; readonly text: string; readonly sent?: string; readonly received?: string; readonly sealed?: string; readonly content?: string;
        readonly erased?: { readonly at: string; readonly by: string };
      };
    }
  | { readonly anchor: Anchor }
  | { readonly end: { readonly records: number; readonly sha256: string; readonly keyId: string; readonly signature: string } };

export const endMessage = (sha256: string): Buffer => Buffer.from(`chakong-evidence-export/1\n${sha256}\n`);

/** Places in the canonical record of an exchange. */
export const SENT_DIGEST = 13;
export const RECEIVED_DIGEST = 15;

/** Place of the SHA-256 of what is sealed in a record of form 2. */
export const SEALED_DIGEST: Readonly<Partial<Record<EvidenceKind, number>>> = { inquiry: 9, exchange: 16, outcome: 6, control: 9 };
