import { Problem } from '#contracts/errors';
import { defaultLegalBasis, fittingLegalBases, type AskedIn, type LegalBasisCode } from '#libs/statute';
import type { CaseSnapshot, InquirySnapshot } from '#libs/store';
import { actingCourtOf } from './acting-court.js';
import type { ApprovalAnswer } from './approval-rules.js';
import type { EngineParts } from './inquiry-engine.js';
import type { InquiryCaller, InquiryCommand } from './inquiry-command.js';
import { planInquiry, type PlannedRequest } from './plan.js';
import { refuseUnsigned, requireValidOfficer } from './signed-by.js';

/** A question that may be asked, before anything of it is written. */
export interface AskableQuestion {
  readonly planned: readonly PlannedRequest[];
  readonly legalBasis: LegalBasisCode;
  readonly approval: ApprovalAnswer;
  readonly actingCourt: InquirySnapshot['actingCourt'];
}

/**
 * Everything that may speak against asking, in one place for every way in: case, subjects, institutions, officers, legal basis, approval.
 * @throws Problem as {@link planInquiry}; `officer-missing`, `officer-not-valid`, `legal-basis-not-fitting`, `court-unknown`
 */
export async function mayBeAsked(
  { database, registry, manifest, officers, approvals }: Pick<EngineParts, 'database' | 'registry' | 'manifest' | 'officers' | 'approvals'>,
  command: InquiryCommand,
  { cause = 'desk' }: Pick<InquiryCaller, 'cause'>,
  caseFile: CaseSnapshot,
  now: Date,
): Promise<AskableQuestion> {
  const asked = planInquiry({
    caseFile,
    ...(command.obligorIds === undefined ? {} : { obligorIds: command.obligorIds }),
    ...(command.sources === undefined ? {} : { sources: command.sources }),
    ...(command.institutions === undefined ? {} : { institutionCodes: command.institutions }),
    ...(command.includeOffline === undefined ? {} : { includeOffline: command.includeOffline }),
    ...(command.requery === undefined ? {} : { requery: command.requery }),
    institutions: registry.all(),
    manifest,
    nowMs: now.getTime(),
  });
  const actingCourt = await actingCourtOf(database, command, caseFile);
  await requireValidOfficer(caseFile.officers, officers, now);
  const legalBasis = legalBasisFor(command.legalBasis, { kind: caseFile.kind, cause, ended: caseFile.state === 'ended-without-assets' });
  const planned = await refuseUnsigned(asked, caseFile.officers, officers, manifest, now);
  const approval = await approvals.answer({
    courtCode: caseFile.case.courtCode, kind: caseFile.kind, forced: command.force === true, transactions: command.transactions !== undefined,
    sources: new Set(planned.flatMap(({ outcome, sources }) => (outcome === undefined ? sources : []))),
  });
  // What follows from a filing by itself is approved by rule, whatever it asks (A4).
  return { planned, legalBasis, actingCourt, approval: cause === 'desk' ? approval : { ...approval, needed: [] } };
}

/** Who let the question go, as the inquiry records it. @throws Problem `approval-needed` */
export function approvedBy({ rule, needed }: ApprovalAnswer, { approvalId }: Pick<InquiryCaller, 'approvalId'>): string {
  if (approvalId !== undefined) return `approval:${approvalId}`;
  if (needed.length === 0) return rule;
  throw new Problem('approval-needed', `The policy ${rule} asks for a named approval: ${needed.join(', ')}.`, [
    { field: '/approver', allowed: 'the login of an approver of this court or one above it, who is not the one who asks' },
  ]);
}

/** @throws Problem `legal-basis-not-fitting` with those that fit */
function legalBasisFor(given: LegalBasisCode | undefined, asked: AskedIn): LegalBasisCode {
  if (given === undefined) return defaultLegalBasis(asked);
  const fitting = fittingLegalBases(asked);
  if (fitting.includes(given)) return given;
  throw new Problem('legal-basis-not-fitting', `The case is of kind ${asked.kind}.`, [{ field: '/legalBasis', allowed: `one of ${fitting.join(', ')}, or nothing` }]);
}
