import { parseCaseNumber, parseResidentId, parseSocialCreditCode } from '#libs/identifiers';
import { DEMO_CASES, DEMO_OBLIGORS } from './index.js';

describe('the demonstration cases', () => {
  it.each(DEMO_CASES.map((each) => [each.caseNumber, each] as const))('%s is a canonical number of its court', (caseNumber, demo) => {
    const parsed = parseCaseNumber(caseNumber);
    expect(parsed).toMatchObject({ ok: true, value: { canonical: caseNumber, courtCode: demo.courtCode, knownType: true } });
    expect(Number.isSafeInteger(demo.claimFen) && Number.isSafeInteger(demo.costsFen)).toBe(true);
    expect(demo.officers).toHaveLength(2);
    for (const { login: _, ...officer } of demo.officers) expect(officer).toEqual({ name: expect.any(String), phone: expect.stringMatching(/^199/), workCertificate: expect.stringMatching(/^GZ/), dutyCertificate: expect.stringMatching(/^ZX/) });
  });

  it('concern the demonstration obligors, each once, with valid numbers', () => {
    expect(new Set(DEMO_CASES.flatMap(({ obligors }) => obligors))).toEqual(new Set(DEMO_OBLIGORS));
    for (const obligor of DEMO_OBLIGORS) {
      const parsed = obligor.kind === 'person' ? parseResidentId(obligor.documentNumber) : parseSocialCreditCode(obligor.documentNumber);
      expect(parsed.ok).toBe(true);
    }
  });
});
