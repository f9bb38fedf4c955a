import fc from 'fast-check';
import { parseResidentId, residentIdCheckCharacter, toEighteen, toFifteen } from './resident-id.js';

const now = new Date('2026-03-01T00:00:00Z');
const withCheck = (first17: string): string => first17 + residentIdCheckCharacter(first17);

describe('resident ID 公民身份号码', () => {
  it('a good number: area, birth date and sex are read', () => {
    expect(parseResidentId('330106198001011235')).toEqual({
      ok: true,
      value: { number: '330106198001011235', region: '330106', birthDate: '1980-01-01', sex: 'male' },
    });
    expect(parseResidentId('330102194912310021')).toMatchObject({ ok: true, value: { birthDate: '1949-12-31', sex: 'female' } });
  });

  it('lower-case x, full-width digits and spaces: the same number', () => {
    const withX = ['001', '002', '003', '004', '005', '006', '007', '008', '009', '010', '011', '012']
      .map((sequence) => withCheck(`33010619800101${sequence}`))
      .find((number) => number.endsWith('X'));
    expect(withX).toBeDefined();
    expect(parseResidentId((withX ?? '').toLowerCase())).toMatchObject({ ok: true, value: { number: withX } });
    expect(parseResidentId('３３０１０６ 19800101 1235')).toMatchObject({ ok: true, value: { number: '330106198001011235' } });
  });

  it('15 digits: upgraded to 18, and back', () => {
    expect(parseResidentId('330106800101123')).toMatchObject({ ok: true, value: { number: '330106198001011235' } });
    expect(toEighteen('330106800101123')).toEqual({ ok: true, value: '330106198001011235' });
    expect(toEighteen('330106198001011235')).toEqual({ ok: true, value: '330106198001011235' });
    expect(toFifteen('330106198001011235')).toEqual({ ok: true, value: '330106800101123' });
    expect(toFifteen('330106800101123')).toEqual({ ok: true, value: '330106800101123' });
  });

  it('15 digits with a sequence number kept for people over a hundred: born in the 1800s', () => {
    expect(parseResidentId('330106850101997')).toMatchObject({ ok: true, value: { birthDate: '1885-01-01', sex: 'male' } });
    expect(toFifteen(withCheck('33010618850101997'))).toEqual({ ok: true, value: '330106850101997' });
    expect(parseResidentId('330106850101996')).toMatchObject({ ok: true, value: { birthDate: '1885-01-01' } });
    expect(parseResidentId('330106850101995')).toMatchObject({ ok: true, value: { birthDate: '1985-01-01' } });
  });

  it('no 15-digit form: born from 2000 on, or with a sequence number that would read as the 1800s', () => {
    expect(toFifteen(withCheck('33010620010101123'))).toMatchObject({ ok: false, reason: 'unsupported' });
    expect(toFifteen(withCheck('33010619850101997'))).toMatchObject({ ok: false, reason: 'unsupported' });
  });

  it.each([
    ['330106198001011234', 'check-digit'],
    [withCheck('33010619800230123'), 'date'],
    [withCheck('33010619001301123'), 'date'],
    [withCheck('33010619000229123'), 'date'],
    [withCheck('33010617991231123'), 'date'],
    [withCheck('33010620260302123'), 'date'],
    ['330106800230123', 'date'],
    [withCheck('99010619800101123'), 'region'],
    [withCheck('00000019800101123'), 'region'],
    ['33010619800101123', 'length'],
    ['3301061980010112355', 'length'],
    ['33010680010112X', 'format'],
    ['3301061980010X1235', 'format'],
    ['33010619800101123A', 'characters'],
    ['330106198001011235\n', 'characters'],
    ['', 'empty'],
    ['1'.repeat(500), 'length'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseResidentId(input, { now })).toMatchObject({ ok: false, reason });
  });

  it('born today in Beijing is possible, tomorrow is not', () => {
    const evening = new Date('2026-03-01T16:30:00Z'); // already 2 March in Beijing
    expect(parseResidentId(withCheck('33010620260302123'), { now: evening }).ok).toBe(true);
    expect(parseResidentId(withCheck('33010620260303123'), { now: evening }).ok).toBe(false);
    expect(parseResidentId(withCheck('33010620000229123'), { now }).ok).toBe(true);
  });

  it('a number that has a 15-digit form comes back from it unchanged', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('1999-12-31'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 995 }),
        (birth, sequence) => {
          const day = birth.toISOString().slice(0, 10).replaceAll('-', '');
          const number = withCheck(`330106${day}${String(sequence).padStart(3, '0')}`);
          const fifteen = toFifteen(number);
          expect(fifteen.ok && toEighteen(fifteen.value)).toEqual({ ok: true, value: number });
        },
      ),
    );
  });
});
