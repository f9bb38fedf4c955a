import type { Asset } from '#contracts/adapter';
import type { GivenAnswers } from '#libs/asset-list';
import { answered, askedObligor, given } from './given.js';

/** An inquiry as wide as the country: so many institutions about two obligors; one in twenty-five finds accounts, one in a hundred is dead. */
export function wideInquiry(institutions: number): GivenAnswers {
  const obligors = [askedObligor(), askedObligor({ id: '0190c0de-0000-7000-8000-000000000002', kind: 'organisation', name: '杭州虚构贸易有限公司', documents: [{ type: 'unified-social-credit-code', number: '91330106MA2ABCD139' }] })];
  const answers = Array.from({ length: institutions }, (_, place) => {
    const institution = `F${String(place % 1000).padStart(3, '0')}H1013301${String(place).padStart(5, '0')}`;
    const name = `虚构第${place + 1}城市商业银行股份有限公司`;
    return obligors.map((obligor, index) => {
      const turn = place * 2 + index;
      const sources = ['deposit', 'wealth'] as const;
      if (turn % 100 === 7) return answered({ obligor, institution, name, sources, outcome: { kind: 'unavailable', cause: 'timeout', detail: '10 s without a byte' } });
      if (turn % 25 === 3) return answered({ obligor, institution, name, sources, assets: accounts(turn), tookMs: 100 + (turn % 900) });
      return answered({ obligor, institution, name, sources, outcome: { kind: 'nothing-found' }, tookMs: 100 + (turn % 900) });
    });
  }).flat();
  return given(answers, { obligors });
}

const accounts = (turn: number): Asset[] =>
  Array.from({ length: 1 + (turn % 3) }, (_, index) => ({
    source: 'deposit', reference: `6222${String(turn * 10 + index).padStart(15, '0')}`, category: '个人活期储蓄', status: '正常', heldAt: '杭州分行营业部',
    value: { fen: 100_000 + turn, currency: 'CNY' }, available: { fen: 90_000 + turn, currency: 'CNY' }, openedOn: '2015-03-02',
  }));
