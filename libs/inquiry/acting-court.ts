import { Problem } from '#contracts/errors';
import { readCourt, type CaseSnapshot, type Database, type InquirySnapshot } from '#libs/store';
import type { InquiryCommand } from './inquiry-command.js';

/**
 * The court that acts in a delegated matter (受托法院, 委托执行规定 arts 2 and 4; domain-rules A11), where it is another than that of the case.
 * Whether it is needed at all is seldom asked, so nobody else pays for the look-up.
 * @throws Problem `court-unknown`
 */
export async function actingCourtOf(database: Pick<Database, 'query'>, { actingCourt }: Pick<InquiryCommand, 'actingCourt'>, caseFile: Pick<CaseSnapshot, 'case'>): Promise<InquirySnapshot['actingCourt']> {
  if (actingCourt === undefined || actingCourt === caseFile.case.courtCode) return undefined;
  const court = await readCourt(database, actingCourt);
  if (court === undefined) throw new Problem('court-unknown', undefined, [{ field: '/actingCourt', allowed: 'the code of a registered court' }]);
  return court;
}
