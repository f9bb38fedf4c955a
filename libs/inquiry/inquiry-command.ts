import { hash } from 'node:crypto';
import type { Source } from '#contracts/adapter';
import type { LegalBasisCode } from '#libs/statute';
import type { AuditBasis } from '#contracts/audit';

/** Somebody asks what obligors of a case own. */
export interface InquiryCommand {
  readonly caseId: string;
  readonly obligorIds?: readonly string[];
  readonly sources?: readonly Source[];
  readonly institutions?: readonly string[];
  readonly purpose: string;
  /** What in the law it rests on; what fits the case when absent. */
  readonly legalBasis?: LegalBasisCode;
  readonly priority?: 'urgent' | 'filing' | 'scheduled';
  readonly force?: boolean;
  /** Ask institutions without a line too (线下查控). */
  readonly includeOffline?: boolean;
  readonly transactions?: { readonly from: string; readonly to: string };
  /** Code of the court a matter of the case was delegated to (受托法院). */
  readonly actingCourt?: string;
  /** A stored answer younger than this serves the question, ms; as the installation says when absent. */
  readonly freshnessMs?: number;
  /** Asked again by the gateway itself: the case may have ended without assets (终本规定 art. 9(2)). Nobody outside can say so. */
  readonly requery?: boolean;
}

export interface InquiryCaller {
  readonly actor: string;
  /** Who starts it; a person or system at a desk when absent. Filings and re-queries go out under the standing approval (A4). */
  readonly cause?: 'desk' | 'filing' | 'requery';
  /** The approval by a named person that this was started by; only its order says so. */
  readonly approvalId?: string;
  readonly correlationId?: string;
  /** On what ground they ask. */
  readonly basis?: AuditBasis;
  /** Same key and same command: same inquiry. */
  readonly idempotencyKey?: string;
  /** How long the caller wants to wait for answers, ms; 0 = not at all. */
  readonly waitMs: number;
}

/** Two commands are the same when they ask the same, whatever the order of their properties and whether defaults are written out. */
export function digestOf(command: InquiryCommand): Buffer {
  const { caseId, obligorIds, sources, institutions, purpose, priority = 'filing', force = false, transactions, freshnessMs, includeOffline, legalBasis, actingCourt } = command;
  const asked = [
    caseId, obligorIds, sources, institutions, purpose, priority, force, transactions?.from, transactions?.to,
    ...(freshnessMs === undefined ? [] : [freshnessMs]),
    ...(includeOffline === true ? ['offline'] : []),
    ...(legalBasis === undefined ? [] : ['basis', legalBasis]),
    ...(actingCourt === undefined ? [] : ['acting', actingCourt]),
  ];
  return hash('sha256', JSON.stringify(asked), 'buffer');
}
