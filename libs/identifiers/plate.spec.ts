import { parsePlate } from './plate.js';

describe('number plate 号牌', () => {
  it.each([
    ['浙A12345', { kind: 'ordinary', province: '浙', office: 'A' }],
    ['京OA1234', { kind: 'ordinary', office: 'O' }],
    ['浙AD12345', { kind: 'new-energy-small', energy: 'pure-electric' }],
    ['浙AE12345', { kind: 'new-energy-small', energy: 'pure-electric' }],
    ['浙AF12345', { kind: 'new-energy-small', energy: 'other' }],
    ['浙AKA2345', { kind: 'new-energy-small', energy: 'other' }],
    ['浙A12345D', { kind: 'new-energy-large', energy: 'pure-electric' }],
    ['浙A12345F', { kind: 'new-energy-large', energy: 'other' }],
    ['浙A1234学', { kind: 'special', suffix: '学' }],
    ['浙A1234警', { kind: 'special', suffix: '警' }],
    ['粤Z1234港', { kind: 'special', suffix: '港' }],
    ['粤Z1234澳', { kind: 'special', suffix: '澳' }],
    ['浙A1234挂', { kind: 'special', suffix: '挂' }],
    ['沪A0023领', { kind: 'special', suffix: '领' }],
    ['京A1234使', { kind: 'special', suffix: '使' }],
    ['使224578', { kind: 'special', suffix: '使' }],
    ['浙X0001应急', { kind: 'special', suffix: '应急' }],
  ])('%s', (number, value) => {
    expect(parsePlate(number)).toMatchObject({ ok: true, value: { number, ...value } });
  });

  it.each(['浙a12345', '浙A·12345', '浙A•12345', '浙A-12345', ' 浙Ａ １２３４５　'])('%j is 浙A12345', (input) => {
    expect(parsePlate(input)).toMatchObject({ ok: true, value: { number: '浙A12345' } });
  });

  it.each([
    ['浙A1234I', 'format'],
    ['浙A1234O', 'format'],
    ['浙I12345', 'format'],
    ['浙A123456', 'format'],
    ['浙AL12345', 'format'],
    ['浙A12345L', 'format'],
    ['浙AD1234A', 'format'],
    ['浙A123学4', 'format'],
    ['浙A1234某', 'format'],
    ['某A12345', 'region'],
    ['A123456', 'format'],
    ['浙A1234', 'length'],
    ['浙A1234567', 'length'],
    ['浙A1234\n5', 'characters'],
    ['浙A1234?', 'characters'],
    ['', 'empty'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parsePlate(input)).toMatchObject({ ok: false, reason });
  });
});
