import fc from 'fast-check';
import { isoMoment } from './iso-moment.js';

describe('a moment as text', () => {
  it('is what Date writes, for any order of moments', () => {
    const near = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2026-01-01T00:00:03Z'), noInvalidDate: true });
    const far = fc.date({ min: new Date('1949-10-01'), max: new Date('2200-01-01'), noInvalidDate: true });
    fc.assert(fc.property(fc.array(fc.oneof(near, far), { maxLength: 30 }), (moments) => expect(moments.map(isoMoment)).toEqual(moments.map((at) => at.toISOString()))), { seed: 20160429 });
  });
});
