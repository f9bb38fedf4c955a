import type { CaseGround, CaseThingFound } from '#libs/store';
import { judge, reachOf, type Asked } from './case-rule.js';
import type { Role } from './principal.js';

const ground = (change: Partial<CaseGround> = {}): CaseGround => ({ caseId: 'c1', courts: ['浙0106', '浙01', '浙'], parts: [], grants: [], ...change });
const grant = (purpose: 'supervision' | 'correction') => ({ grants: [{ id: 'g1', purpose }] });

function asked(role: Role, courtCode: string | null, more: Partial<Asked> = {}): Asked {
  return { reach: reachOf({ login: 'lin', courtCode }, [role]), roles: [role], options: {}, changes: false, ...more };
}

const verdict = (found: CaseThingFound | CaseGround, question: Asked): string => {
  const said = judge('cases' in found ? found : { cases: [found] }, question);
  return said.admitted ? said.grounds.map(({ basis }) => [basis.kind, basis.grantId].filter(Boolean).join(' ')).join(', ') || 'admitted' : said.why;
};

describe('who may see a case', () => {
  test.each<[string, string, CaseGround, Asked]>([
    ['an officer who takes part', 'participant', ground({ parts: ['second'] }), asked('officer', '浙0106')],
    ['an officer of the court who does not', 'reason-needed', ground(), asked('officer', '浙0106')],
    ['an officer of the court with a reason', 'grant g1', ground(grant('supervision')), asked('officer', '浙0106')],
    ['an officer of the court above, taking part by mistake', 'unknown', ground({ parts: ['second'] }), asked('officer', '浙01')],
    ['an officer of another court with a reason of earlier times', 'unknown', ground(grant('supervision')), asked('officer', '浙0201')],
    ['an officer whose court nobody named', 'unknown', ground({ parts: ['handling'] }), asked('officer', null)],
    ['a supervisor of the court above without a reason', 'reason-needed', ground(), asked('supervisor', '浙01')],
    ['a supervisor of the court above with one', 'grant g1', ground(grant('supervision')), asked('supervisor', '浙01')],
    ['a supervisor of a court below', 'unknown', ground({ courts: ['浙01', '浙'] }), asked('supervisor', '浙0106')],
    ['a supervisor of another court', 'unknown', ground(grant('supervision')), asked('supervisor', '浙02')],
    ['an auditor of every court without a reason', 'reason-needed', ground(), asked('auditor', null)],
    ['the case system of the court', 'court-system', ground(), asked('integration', '浙0106')],
    ['the case system of the court above', 'court-system', ground(), asked('integration', '浙')],
    ['the case system of another court', 'unknown', ground(), asked('integration', '浙0201')],
    ['the approver who was asked to approve', 'participant', ground({ parts: ['approver'] }), asked('approver', '浙0106')],
    ['an approver of the court above who was asked', 'participant', ground({ parts: ['approver'] }), asked('approver', '浙01')],
    ['an approver of the court above who was not', 'unknown', ground(), asked('approver', '浙01')],
    ['an approver of the court above who once handled it', 'unknown', ground({ parts: ['second'] }), asked('approver', '浙01')],
    ['an approver of the court above with a reason of earlier times', 'unknown', ground(grant('supervision')), asked('approver', '浙01')],
    ['an approver of a court that is not above, asked by mistake', 'unknown', ground({ parts: ['approver'] }), asked('approver', '浙02')],
    ['an officer of the court above with the part of an approver', 'unknown', ground({ parts: ['approver'] }), asked('officer', '浙01')],
  ])('%s: %s', (_, expected, found, question) => expect(verdict(found, question)).toBe(expected));

  test.each<[string, string, CaseGround, Asked]>([
    ['something is changed by somebody who gave a reason to look', 'reason-needed', ground(grant('supervision')), asked('officer', '浙0106', { changes: true })],
    ['something is changed to correct it', 'grant g1', ground(grant('correction')), asked('supervisor', '浙01', { changes: true })],
    ['what names nobody, for a supervisor', 'admitted', ground(), asked('supervisor', '浙01', { options: { need: 'knowledge' } })],
    ['what names nobody, for an officer without part', 'reason-needed', ground(), asked('officer', '浙0106', { options: { need: 'knowledge' } })],
    ['a reason is given by an officer of the court', 'admitted', ground(), asked('officer', '浙0106', { options: { need: 'court' } })],
    ['a reason is given by an officer of another court', 'unknown', ground(), asked('officer', '浙0201', { options: { need: 'court' } })],
    ['the second officer adds somebody', 'part-missing', ground({ parts: ['second'] }), asked('officer', '浙0106', { options: { need: 'knowledge', parts: ['handling'] } })],
    ['the handling officer adds somebody', 'participant', ground({ parts: ['handling'] }), asked('officer', '浙0106', { options: { need: 'knowledge', parts: ['handling'] } })],
  ])('%s: %s', (_, expected, found, question) => expect(verdict(found, question)).toBe(expected));

  const own = ground({ parts: ['handling'] });
  const neighbour = ground({ caseId: 'c2' });
  const foreign = ground({ caseId: 'c3', courts: ['浙0201', '浙02', '浙'] });

  test.each<[string, string, CaseThingFound, Asked]>([
    ['that one of theirs is in it', 'participant', { cases: [own, foreign] }, asked('officer', '浙0106')],
    ['its bytes, with a case of somebody else in it', 'shared-message', { cases: [own, neighbour] }, asked('officer', '浙0106', { options: { everyCase: true } })],
    ['its bytes, all cases theirs', 'participant', { cases: [own] }, asked('officer', '浙0106', { options: { everyCase: true } })],
    ['its bytes, for an auditor of one of the courts', 'shared-message', { cases: [ground(grant('supervision')), foreign] }, asked('auditor', '浙0106', { options: { everyCase: true } })],
    ['its bytes, for an auditor of all of them, with one reason', 'grant g1', { cases: [ground(grant('supervision')), foreign] }, asked('auditor', '浙', { options: { everyCase: true } })],
    ['a message of no case, for an auditor of a court', 'unknown', { cases: [] }, asked('auditor', '浙0106')],
    ['a message of no case, for an auditor of all', 'admitted', { cases: [] }, asked('auditor', null)],
    ['a message of no case, for a case system of all', 'unknown', { cases: [] }, asked('integration', null)],
  ])('a message of several cases, %s: %s', (_, expected, found, question) => expect(verdict(found, question)).toBe(expected));

  const batch = (assignedTo: string | null) => ({ courts: ['浙0106', '浙01'], assignedTo });

  test.each<[string, string, CaseThingFound, Asked]>([
    ['that it is there', 'admitted', { cases: [neighbour], batch: batch(null) }, asked('officer', '浙0106', { options: { need: 'knowledge' } })],
    ['its letter, by whom it was not given to', 'reason-needed', { cases: [neighbour], batch: batch('gu') }, asked('officer', '浙0106')],
    ['its letter, by whom it was given to', 'participant', { cases: [neighbour], batch: batch('lin') }, asked('officer', '浙0106')],
    ['its letter, with only one of its cases theirs', 'shared-message', { cases: [own, neighbour], batch: batch(null) }, asked('officer', '浙0106')],
    ['its letter, given to somebody who has moved to another court', 'unknown', { cases: [neighbour], batch: batch('lin') }, asked('officer', '浙0201')],
  ])('a batch on paper, %s: %s', (_, expected, found, question) => expect(verdict(found, question)).toBe(expected));
});
