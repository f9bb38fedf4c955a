import { invalidityOf, signingRefusal, type OfficerStanding } from './index.js';

const TODAY = '2026-11-26';
const ASKS = { code: 'BANK', officerRegistration: 'required' as const };

const officer = (change: Partial<OfficerStanding> = {}): OfficerStanding => ({
  workCertificate: {}, dutyCertificate: {}, suspended: false, registrations: new Map([['BANK', { from: '2026-01-01' }]]), ...change,
});
const stranger = officer({ registrations: new Map([['OTHER', { from: '2026-01-01' }]]) });

describe('an officer as such', () => {
  it.each([
    ['both certificates without dates', officer(), undefined],
    ['the last day of a certificate counts', officer({ workCertificate: { until: TODAY } }), undefined],
    ['the first day of a certificate counts', officer({ dutyCertificate: { from: TODAY } }), undefined],
    ['the work certificate ended yesterday', officer({ workCertificate: { until: '2026-11-25' } }), { rule: 'expired', certificate: 'workCertificate', day: '2026-11-25' }],
    ['the duty certificate begins tomorrow', officer({ dutyCertificate: { from: '2026-11-27' } }), { rule: 'not-yet-valid', certificate: 'dutyCertificate', day: '2026-11-27' }],
    ['suspended, whatever the certificates say', officer({ suspended: true }), { rule: 'suspended' }],
    ['nobody we know', undefined, { rule: 'unknown' }],
  ])('%s', (_, standing, expected) => {
    expect(invalidityOf(standing, TODAY)).toEqual(expected);
  });
});

describe('a request to an institution', () => {
  it('that registers nobody needs a valid handling officer and nothing else', () => {
    expect(signingRefusal([stranger], { code: 'BANK' }, TODAY)).toBeUndefined();
    expect(signingRefusal([stranger], { code: 'BANK', officerRegistration: 'not-required' }, TODAY)).toBeUndefined();
    expect(signingRefusal([officer({ suspended: true })], { code: 'BANK' }, TODAY)).toEqual({ cause: 'officer-not-valid', detail: 'the handling officer is suspended' });
  });

  it.each([
    ['the handling officer is registered there', [officer(), stranger], true],
    ['only the second is, and the request names both', [stranger, officer()], true],
    ['neither is', [stranger, stranger], false],
    ['the only one it names is not', [stranger], false],
    ['the registration ends today', [officer({ registrations: new Map([['BANK', { until: TODAY }]]) })], true],
    ['the registration ended yesterday', [officer({ registrations: new Map([['BANK', { until: '2026-11-25' }]]) })], false],
    ['the registration begins tomorrow', [officer({ registrations: new Map([['BANK', { from: '2026-11-27' }]]) })], false],
    ['the second is registered and suspended', [stranger, officer({ suspended: true })], false],
  ])('%s: sent %#', (_, signers, sent) => {
    const refusal = signingRefusal(signers, ASKS, TODAY);
    expect(refusal === undefined).toBe(sent);
    if (!sent) expect(refusal!.cause).toBe('officer-not-registered');
  });

  it('is refused in words that name positions, days and the rule, and nobody', () => {
    const ended = officer({ registrations: new Map([['BANK', { until: '2026-11-25' }]]) });
    expect(signingRefusal([ended, stranger], ASKS, TODAY)?.detail).toBe(
      'BANK registers officers (查冻规定 art 2): the handling officer was registered there until 2026-11-25; the second officer is not registered there',
    );
  });
});
