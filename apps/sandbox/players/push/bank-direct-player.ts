import { measuresStanding } from '../../ledgers/measures-standing.js';
import { freeOf } from '../../ledgers/register-claims.js';
import type { Account, Holdings, Measure, Product, Right } from '../../population/holding.js';
import type { Fate, Lot } from '../../rules/fate.js';
import { someoneElse } from '../someone-else.js';
import { askedParty, asItself, dataAsOf, type KnownParty } from './asked-party.js';
import { bankDirectOrders } from './bank-direct-orders.js';
import type { OrderContract } from './order-contract.js';
import { quantityOf } from './parts.js';
import { PushPlayer } from './push-player.js';
import { NO_SUCH_PATH, REVIEW_FAILED, SYSTEM_ERROR, type PushCall, type PushReply } from './push-reply.js';
import { NUMBER_REUSED, NumbersGiven, readOrder, type QueryOrder } from './query-order.js';

/** A bank that answers in the same call (`adapters/bank-direct/openapi.yaml`). */
export class BankDirectPlayer extends PushPlayer {
  readonly #numbers = new NumbersGiven();

  protected override orders(): OrderContract {
    return bankDirectOrders(this.code, this.stage);
  }

  protected override respond(call: PushCall, send: (reply: PushReply, lot?: Lot) => void): void {
    if (call.path !== '/judicial/v1/queries' || call.method !== 'POST') return send(NO_SUCH_PATH);
    const read = readOrder('bank-direct', call.body);
    if (!read.ok) {
      this.stage.calls.countTurnedAway(this.code);
      return send(read.reply);
    }
    const { order } = read;
    if (!this.#numbers.fits(order)) return send(NUMBER_REUSED);
    this.stage.calls.count(this.code, order.requestNumber, 'asked');
    const lot = this.stage.rules.nextLot(this.code, order.subject.documents[0]?.number ?? '');
    const reply = this.#answer(order, lot.fate);
    this.stage.calls.count(this.code, order.requestNumber, 'answered');
    send(reply, lot);
  }

  #answer(order: QueryOrder, fate: Fate): PushReply {
    switch (fate.kind) {
      case 'plain':
      case 'malformed':
        return this.#truth(order);
      case 'error':
        return SYSTEM_ERROR;
      case 'refusal':
        return this.stage.rules.get(this.code).refusalBy === 'return' ? REVIEW_FAILED : this.#reply(order, { result: 'refused', refusal: { code: 'review-failed', reason: '业务审核未通过' } });
      case 'contradictory':
        return this.#contradiction(order);
      case 'wrong-person': {
        const other = someoneElse(this.stage.population, order.subject.documents[0]?.number ?? '', this.code);
        return other === undefined ? this.#truth(order) : this.#reply(order, this.#found(order, asItself(other.party), other.holdings));
      }
      default: {
        const never: never = fate;
        return never;
      }
    }
  }

  #reply(order: QueryOrder, answer: object): PushReply {
    return { status: 200, value: { requestNumber: order.requestNumber, ...answer } };
  }

  #truth(order: QueryOrder): PushReply {
    return this.#reply(order, this.#looked(order) ?? { result: 'none', dataAsOf: dataAsOf() });
  }

  #looked(order: QueryOrder): object | undefined {
    const known = askedParty(this.stage.population, order, this.stage.rules.get(this.code).knownBy);
    const holdings = known === undefined ? undefined : this.stage.population.holdings(known.party, this.code);
    if (known === undefined || holdings === undefined) return undefined;
    const deposits = order.sources?.includes('deposit') === true && holdings.accounts.length > 0;
    const wealth = order.sources?.includes('wealth') === true && holdings.products.length > 0;
    return deposits || wealth ? this.#found(order, known, holdings) : undefined;
  }

  /** Found and not found at once: accounts beside `none`, or `found` with nothing. */
  #contradiction(order: QueryOrder): PushReply {
    const found = this.#looked(order);
    if (found !== undefined) return this.#reply(order, { ...found, result: 'none' });
    const holder = { name: order.subject.name, documentNumber: order.subject.documents[0]?.number ?? '-' };
    return this.#reply(order, { result: 'found', holder, accounts: [], dataAsOf: dataAsOf() });
  }

  #found(order: QueryOrder, { party, name }: KnownParty, holdings: Holdings): object {
    const wanted = order.sources ?? [];
    return {
      result: 'found',
      holder: { name, documentNumber: party.documentNumber },
      dataAsOf: dataAsOf(),
      ...(wanted.includes('deposit') ? { accounts: holdings.accounts.map((account) => this.#account(this.#standing(account), order)) } : {}),
      ...(wanted.includes('wealth') && holdings.products.length > 0 ? { products: holdings.products.map((one) => product(this.#productStanding(one))) } : {}),
    };
  }

  /** The account with the money and the measures of today, where somebody ordered something. */
  #standing(account: Account): Account {
    const book = this.stage.registers.of(this.code);
    const thing = book.known(account.number);
    return thing === undefined ? account : { ...account, balanceFen: Number(thing.whole), availableFen: Number(freeOf(thing)), measures: measuresStanding(thing, book.today).map(plainMeasure) };
  }

  #productStanding(one: Product): Product {
    const book = this.stage.registers.of(this.code);
    const thing = book.known(`product ${one.reference}`);
    if (thing === undefined) return one;
    const free = quantityOf(freeOf(thing));
    const share = Number(freeOf(thing)) / Math.max(1, Number(thing.whole));
    const measures = measuresStanding(thing, book.today).map((row) => ({ ...plainMeasure(row), amountFen: one.valueFen }));
    return { ...one, availableQuantity: free, availableValueFen: Math.floor(one.valueFen * share), measures };
  }

  #account(account: Account, { transactions }: QueryOrder): object {
    return {
      number: account.number,
      category: account.category,
      status: account.status,
      branch: { name: account.branchName, code: account.branchCode },
      openedOn: account.openedOn,
      closedOn: account.closedOn,
      currency: account.currency,
      balanceFen: account.balanceFen,
      availableFen: account.availableFen,
      settlementAccount: account.settlementAccount,
      subAccounts: filled(account.subAccounts.map((row) => ({ ...row, remarks: row.remarks === '' ? undefined : row.remarks }))),
      priorMeasures: filled(account.measures.map(measure)),
      rights: filled(account.rights.map(right)),
      transactions:
        transactions === undefined
          ? undefined
          : this.stage.population.movements(account, transactions.from, transactions.to).map((row) => ({
              sequence: row.sequence,
              direction: row.direction,
              kind: row.kind,
              currency: 'CNY',
              amountFen: row.amountFen,
              at: row.at,
              serial: row.serial,
              counterparty: { name: row.counterparty, account: row.counterpartyAccount, bank: row.counterpartyBank },
            })),
      remarks: account.remarks === '' ? undefined : account.remarks,
    };
  }
}

const filled = <T>(rows: readonly T[]): readonly T[] | undefined => (rows.length === 0 ? undefined : rows);

const plainMeasure = ({ sequence, authority, documentNumber, amountFen, startsOn, endsOn }: Measure): Measure => ({ sequence, authority, documentNumber, amountFen, startsOn, endsOn });

const measure = (row: Measure): object => ({ ...row, currency: 'CNY' });

const right = (row: Right): object => ({ ...row, currency: 'CNY' });

const product = (row: Product): object => ({
  reference: row.reference,
  code: row.code,
  name: row.name,
  category: row.category,
  sale: row.sale,
  wealthAccount: row.wealthAccount,
  settlementAccount: row.settlementAccount,
  manager: row.manager,
  custodian: row.custodian,
  beneficiary: row.beneficiary,
  pledgee: row.pledgee,
  tradableThroughBank: row.tradable,
  restriction: row.restriction,
  restrictionLiftedOn: row.restrictionLiftedOn,
  establishedOn: row.establishedOn,
  redeemableOn: row.redeemableOn,
  currency: 'CNY',
  quantity: { amount: row.quantity, unit: row.unit },
  availableQuantity: { amount: row.availableQuantity, unit: row.unit },
  unitPrice: row.unitPrice,
  valueFen: row.valueFen,
  availableValueFen: row.availableValueFen,
  priorMeasures: filled(row.measures.map(measure)),
});
