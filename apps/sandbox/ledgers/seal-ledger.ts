import type { Estate, EstateSeizure } from '../population/holding.js';
import { inForce, waiting, type Claim, type Thing } from './register-claims.js';
import { termOf, type RegisterLedger } from './register-ledger.js';

/** What the register says of the way of a unit to somebody else (查扣冻规定 art 23). */
export type Transfer = 'none' | 'registered' | 'pending' | 'ordered-by-another-court';

/** An order as a registry carries it out (控制措施 11 to 15, wire-contracts §7.5). */
export interface SealOrder {
  readonly requestNumber: string;
  readonly measure: string;
  readonly unit: string;
  readonly authority: string;
  readonly documentNumber: string;
  readonly caseNumber: string;
  /** `yyyy-MM-dd`; empty for orders that end something. */
  readonly from: string;
  readonly until: string;
  /** The earlier order and the register's number of its seal, as far as they are named. */
  readonly originalNumber: string;
  readonly originalReference: string;
}

/** What it answers: controlled or not is all the contract has; the rest are words. */
export type SealAnswer =
  | { readonly controlled: true; readonly from: string; readonly until: string; readonly reference: string; readonly remarks: string }
  | { readonly controlled: false; readonly reason: string };

const NUMBERS = { inForce: 'CF', waiting: 'LH' };
const WHOLE = 1n;

const REFUSED_FOR: Readonly<Record<Exclude<Transfer, 'none'>, string>> = {
  registered: '该不动产已办理转移登记，现登记在他人名下',
  pending: '转移登记申请已受理，尚未登簿',
  'ordered-by-another-court': '另案法院在先送达过户裁定，按在先协助执行通知办理',
};

/** Seals of one registry, unit by unit, on a {@link RegisterLedger}: one is in force, the others wait and follow by themselves (C5). */
export class SealLedger {
  readonly #transfers = new Map<string, Transfer>();
  /** Orders that were told to wait and must be told when they take effect. */
  readonly #untold = new Map<string, Thing>();
  /** By order, so that the same order asked twice is carried out once. */
  readonly #answers = new Map<string, SealAnswer>();

  /** @param transferOf what the register says before a test or an order says otherwise */
  constructor(
    private readonly book: RegisterLedger,
    private readonly transferOf: (unit: string) => Transfer = () => 'none',
  ) {}

  transfer(unit: string): Transfer {
    return this.#transfers.get(unit) ?? this.transferOf(unit);
  }

  setTransfer(unit: string, transfer: Transfer): void {
    this.#transfers.set(unit, transfer);
  }

  /** Carries an order out, once for its number. @param estate undefined when the obligor has no such unit here */
  carryOut(order: SealOrder, estate: Estate | undefined): SealAnswer {
    const known = this.#answers.get(order.requestNumber);
    if (known !== undefined) return known;
    const answer = estate === undefined ? refused('查无此不动产单元，或者权利人与被执行人不一致') : this.#carryOut(order, estate);
    this.#answers.set(order.requestNumber, answer);
    return answer;
  }

  /** The register refuses after it had locked the unit (§7.6): the seal is gone, the next one follows. @returns false when there is none */
  refuseLater(requestNumber: string): boolean {
    for (const thing of this.book.all()) {
      const claim = this.book.claim(thing, requestNumber);
      if (claim === undefined || claim.state === 'ended') continue;
      this.book.end(thing, claim);
      this.#untold.delete(requestNumber);
      return true;
    }
    return false;
  }

  /** Seals that waited and are in force since somebody last asked: each is fed back again, with its days. */
  activated(): readonly { readonly requestNumber: string; readonly unit: string; readonly answer: SealAnswer }[] {
    this.book.all();
    return [...this.#untold].flatMap(([requestNumber, thing]) => {
      const claim = this.book.claim(thing, requestNumber);
      if (claim === undefined || claim.state === 'ended') this.#untold.delete(requestNumber);
      if (claim?.state !== 'in-force') return [];
      this.#untold.delete(requestNumber);
      const answer = controlled(claim, '轮候查封已生效');
      this.#answers.set(requestNumber, answer);
      return [{ requestNumber, unit: thing.key, answer }];
    });
  }

  /** What a query is told of the seals of a unit: those before us and ours, in their order. */
  seizures(estate: Estate): readonly EstateSeizure[] {
    const thing = this.book.known(estate.unit);
    if (thing === undefined) return estate.seizures;
    return [...inForce(thing), ...waiting(thing)].map((claim, index) => ({
      sequence: index + 1, authority: claim.authority, documentNumber: claim.documentNumber, amountFen: 0, startsOn: claim.from ?? this.book.today, endsOn: claim.until ?? '',
      waits: claim.state === 'waiting', businessNumber: claim.reference,
    }));
  }

  /** Another court gives its seal up: for tests and demonstrations. */
  endEarlier(estate: Estate): void {
    const thing = this.#thing(estate);
    const [first] = inForce(thing).filter(({ id }) => id.startsWith('earlier-'));
    if (first !== undefined) this.book.end(thing, first);
  }

  #carryOut(order: SealOrder, estate: Estate): SealAnswer {
    const thing = this.#thing(estate);
    switch (order.measure) {
      case '11':
      case '13':
        return this.#seal(order, estate, thing);
      case '12':
      case '14':
        return this.#follow(order, thing);
      case '15':
        this.setTransfer(estate.unit, 'pending');
        return { controlled: true, from: '', until: '', reference: this.book.number('GH'), remarks: '已收到产权过户文书' };
      default:
        return refused('暂不支持该控制措施');
    }
  }

  #seal(order: SealOrder, { unit }: Estate, thing: Thing): SealAnswer {
    const transfer = this.transfer(unit);
    if (transfer !== 'none') return refused(REFUSED_FOR[transfer]);
    if (order.from === '' || order.until === '' || order.until < order.from) return refused('业务审核未通过：查封期限不明');
    const { requestNumber: id, authority, documentNumber, caseNumber } = order;
    const claim = this.book.place(thing, { id, authority, documentNumber, caseNumber, wanted: WHOLE, term: termOf(order.from, order.until), waits: order.measure === '13', numbers: NUMBERS });
    if (claim.state === 'in-force') {
      // Ordered for these days, and nobody before it.
      claim.from = order.from;
      claim.until = order.until;
      return controlled(claim, order.measure === '13' ? '轮候查封已生效' : '');
    }
    this.#untold.set(id, thing);
    return controlled(claim, `轮候查封，第${waiting(thing).indexOf(claim) + 1}位`);
  }

  /** A renewal or a release names the order or the register's number; what belongs to another court is not found. */
  #follow(order: SealOrder, thing: Thing): SealAnswer {
    const claim = thing.claims.find(({ id, reference, authority }) => authority === order.authority && (id === order.originalNumber || (order.originalReference !== '' && reference === order.originalReference)));
    if (claim === undefined || claim.state === 'ended') return refused('未找到原查封登记');
    if (order.measure === '12') {
      const renewed = this.book.renew(thing, claim, order.until);
      return renewed ? controlled(claim, claim.state === 'waiting' ? '轮候查封续期' : '') : refused('原查封已到期');
    }
    const { reference } = claim;
    this.book.end(thing, claim);
    this.#untold.delete(claim.id);
    return { controlled: true, from: '', until: '', reference, remarks: '' };
  }

  #thing({ unit, seizures }: Estate): Thing {
    return this.book.thing(unit, () => ({
      whole: WHOLE,
      earlier: seizures.map(({ authority, documentNumber, startsOn, endsOn, waits, businessNumber }) => ({ authority, documentNumber, wanted: WHOLE, waits, reference: businessNumber, ...(waits ? {} : { from: startsOn, until: endsOn }) })),
    }));
  }
}

const refused = (reason: string): SealAnswer => ({ controlled: false, reason });

const controlled = ({ from = '', until = '', reference }: Claim, remarks: string): SealAnswer => ({ controlled: true, from, until, reference, remarks });
