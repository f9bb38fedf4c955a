import { DOCUMENT_TYPES, fromWireDocumentType, isDocumentType, isOrganisationDocument, toWireDocumentType } from './document-type.js';

describe('document types 证件类型', () => {
  it.each([
    ['resident-id', '01'],
    ['household-book', '02'],
    ['chinese-passport', '03'],
    ['foreign-passport', '04'],
    ['hk-macao-permit', '05'],
    ['hk-macao-home-return-permit', '06'],
    ['taiwan-permit', '07'],
    ['soldier-card', '08'],
    ['officer-card', '09'],
    ['civil-cadre-card', '10'],
    ['retired-cadre-honour-card', '11'],
    ['officer-retirement-card', '12'],
    ['civil-cadre-retirement-card', '13'],
    ['armed-police-soldier-card', '14'],
    ['armed-police-officer-card', '15'],
    ['armed-police-civil-cadre-card', '16'],
    ['armed-police-retired-cadre-honour-card', '17'],
    ['armed-police-officer-retirement-card', '18'],
    ['armed-police-civil-cadre-retirement-card', '19'],
    ['organisation-code', '20'],
  ] as const)('%s is %s on the wire, both ways', (type, wireCode) => {
    expect(toWireDocumentType(type)).toEqual({ ok: true, value: wireCode });
    expect(fromWireDocumentType(wireCode)).toEqual({ type, wireCode });
  });

  it('organisations: 20 with either number, told apart by the number', () => {
    expect(toWireDocumentType('unified-social-credit-code')).toEqual({ ok: true, value: '20' });
    expect(fromWireDocumentType('20', '91330106MA2ABCD139').type).toBe('unified-social-credit-code');
    expect(fromWireDocumentType('20', ' 91330106 MA2ABCD139 ').type).toBe('unified-social-credit-code');
    expect(fromWireDocumentType('20', 'MA2ABCD1-3').type).toBe('organisation-code');
    expect(fromWireDocumentType('01', '330106198001011235').type).toBe('resident-id');
    expect(DOCUMENT_TYPES.filter(isOrganisationDocument)).toEqual(['organisation-code', 'unified-social-credit-code']);
  });

  it.each(['99', '20600', '1', '', 'toString', '__proto__'])('unknown wire code %j: other, the raw code kept', (wireCode) => {
    expect(fromWireDocumentType(wireCode)).toEqual({ type: 'other', wireCode });
  });

  it('types without a wire code: refused, unless the institution has a code of its own', () => {
    for (const type of ['other', 'foreigner-permanent-residence', 'hk-macao-taiwan-residence-permit'] as const) {
      expect(toWireDocumentType(type)).toMatchObject({ ok: false, reason: 'unsupported' });
      expect(toWireDocumentType(type, '20600')).toEqual({ ok: true, value: '20600' });
      expect(toWireDocumentType(type, '2"/>')).toMatchObject({ ok: false, reason: 'characters' });
    }
  });

  it('every type but those goes out and comes back as itself, given its number', () => {
    for (const type of DOCUMENT_TYPES) {
      const wire = toWireDocumentType(type);
      if (!wire.ok) continue;
      const number = type === 'unified-social-credit-code' ? '91330106MA2ABCD139' : 'MA2ABCD13';
      expect(fromWireDocumentType(wire.value, number).type).toBe(type);
    }
  });

  it('names from outside are checked', () => {
    expect(isDocumentType('resident-id')).toBe(true);
    expect(isDocumentType('toString')).toBe(false);
    expect(isDocumentType(undefined)).toBe(false);
  });
});
