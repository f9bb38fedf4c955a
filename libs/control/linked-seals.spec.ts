import { filingsToAdd, linkedSeals, type RegisteredRight } from './index.js';

const flat: RegisteredRight = { id: 'flat', kind: 'building', unitCode: '330106001001GB00012F00010008', institutionCode: 'REAL-ESTATE-330100', registrar: '杭州市不动产登记服务中心', isObligors: true };
const land: RegisteredRight = { ...flat, id: 'land', kind: 'land', unitCode: '330106001001GB00012W00000000' };
const effects = (chosen: RegisteredRight, ...others: readonly RegisteredRight[]) => linkedSeals(chosen, [chosen, ...others]).map(({ rightId, effect }) => `${rightId} ${effect}`);

describe('building and land pull each other in (查扣冻规定 art 21)', () => {
  it('one register keeps both: the seal of either reaches the other', () => {
    expect(effects(flat, land)).toEqual(['land same-filing']);
    expect(effects(land, flat)).toEqual(['flat same-filing']);
  });

  it('another office, or another institution, keeps the land: it is filed there too', () => {
    const elsewhere = { ...land, registrar: '杭州市国土资源局' };
    expect(effects(flat, elsewhere)).toEqual(['land own-filing']);
    expect(effects(flat, { ...land, institutionCode: 'LAND-330100' })).toEqual(['land own-filing']);
    expect(filingsToAdd([flat], [flat, elsewhere])).toEqual(['land']);
    expect(filingsToAdd([flat, elsewhere], [flat, elsewhere])).toEqual([]);
    expect(linkedSeals(flat, [elsewhere])[0]?.basis).toContain('第二十一条第二款');
  });

  it('who keeps it is not known: two filings rather than a gap', () => {
    expect(effects(flat, { ...land, registrar: ' ' })).toEqual(['land own-filing']);
    expect(effects({ ...flat, registrar: undefined } as unknown as RegisteredRight, { ...land, registrar: undefined } as unknown as RegisteredRight)).toEqual(['land own-filing']);
  });

  it('the land belongs to somebody else: it stays out, and nothing is filed for it (A7)', () => {
    expect(effects(flat, { ...land, isObligors: false, registrar: '杭州市国土资源局' })).toEqual(['land excepted']);
    expect(filingsToAdd([flat], [{ ...land, isObligors: false, institutionCode: 'LAND-330100' }])).toEqual([]);
  });

  it('land pulls in every building on it, and no building pulls in another', () => {
    const shop = { ...flat, id: 'shop', unitCode: '330106001001GB00012F00020001' };
    expect(effects(land, flat, shop)).toEqual(['flat same-filing', 'shop same-filing']);
    expect(effects(flat, shop)).toEqual([]);
  });

  it('another parcel is another thing', () => {
    expect(effects(flat, { ...land, unitCode: '330106001001GB00013W00000000' })).toEqual([]);
  });

  it('old codes of no standard: linked with what bears the same code only', () => {
    const old = { ...flat, unitCode: '杭西-12' };
    expect(effects(old, { ...land, unitCode: '杭西-12', registrar: '另一机构' })).toEqual(['land same-filing']);
    expect(effects(old, { ...land, unitCode: '杭西-13' })).toEqual([]);
  });
});
