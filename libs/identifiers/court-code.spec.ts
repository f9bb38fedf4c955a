import { parseCourtCode, parseWireCourtCode } from './court-code.js';

describe('court code 法院代字', () => {
  it.each([
    ['最高法', 'supreme', 'supreme'],
    ['最高法知', 'supreme', 'supreme'],
    ['浙', 'high', 'high'],
    ['浙01', 'intermediate', 'intermediate'],
    ['浙0106', 'basic', 'basic'],
    ['内0102', 'basic', 'basic'],
    ['黔01', 'intermediate', 'intermediate'],
    ['兵', 'high', 'high'],
    ['琼97', 'intermediate', 'intermediate'],
    ['鄂9004', 'basic', 'basic'],
    ['浙0192', 'special', 'basic'],
    ['浙72', 'special', 'intermediate'],
    ['浙86', 'special', 'intermediate'],
    ['浙8601', 'special', 'basic'],
    ['军01', 'special', 'intermediate'],
    ['甘95', 'special', 'intermediate'],
    ['琼96', 'intermediate', 'intermediate'],
  ])('%s is a %s court at %s level', (code, kind, level) => {
    expect(parseCourtCode(code)).toMatchObject({ ok: true, value: { code, kind, level } });
  });

  it('full-width digits and spaces: the canonical code is the same', () => {
    expect(parseCourtCode(' 浙 ０１０６　')).toMatchObject({ ok: true, value: { code: '浙0106', region: '浙' } });
  });

  it.each([
    ['蒙01', 'region'],
    ['某0106', 'region'],
    ['浙010', 'format'],
    ['浙01060', 'format'],
    ['0106浙', 'format'],
    ['浙A', 'characters'],
    ['浙01\n', 'characters'],
    ['', 'empty'],
    ['浙'.repeat(21), 'length'],
  ])('%j is refused (%s)', (code, reason) => {
    expect(parseCourtCode(code)).toMatchObject({ ok: false, reason });
  });
});

describe('wire court code FYDM', () => {
  it.each(['1150', '320100', 'J10', 'N10', 'C00'])('%s, a form that was seen, is kept as it is', (code) => {
    expect(parseWireCourtCode(code)).toEqual({ ok: true, value: code });
  });
  it.each([
    ['', 'empty'],
    ['9'.repeat(51), 'length'],
    ['32<01', 'characters'],
    ['3201 00', 'characters'],
  ])('%j is refused (%s)', (code, reason) => {
    expect(parseWireCourtCode(code)).toMatchObject({ ok: false, reason });
  });
});
