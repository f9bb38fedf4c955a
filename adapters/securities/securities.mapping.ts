import type { Asset, PriorMeasure, QueryOutcome, QueryRequest, ThirdPartyRight } from '#contracts/adapter';
import { attributes, contradictory, decimal, isPersonAsked, notes, readAnswer as readJsonAnswer, remarksOf, units, withoutRepeats, type AnswerForm } from '#libs/json-contract';
import { exceeds, freeUnits, worthFen } from './securities.quantity.js';
import {
  checkAnswer,
  type WireAnswer,
  type WireCashFreeze,
  type WireFreeze,
  type WireFundAccount,
  type WireHolding,
  type WirePledge,
  type WireSpared,
  type WireWaitingFreeze,
} from './securities.wire.js';

const form: AnswerForm<WireAnswer> = {
  check: checkAnswer,
  rows: ({ holdings = [], fundAccounts = [] }) => holdings.length + fundAccounts.length,
  without: 'no holding and no fund account',
  listed: 'holdings or fund accounts are listed',
  somebodyElse: ({ holdings = [], fundAccounts = [] }, { subject }) =>
    [...holdings, ...fundAccounts].some(({ holder }) => !isPersonAsked(subject, holder)) ? 'a holder is not the person asked about' : undefined,
  found,
};

/** The parsed body of a 200 as an outcome. */
export const readAnswer = (value: unknown, request: QueryRequest): QueryOutcome => readJsonAnswer(value, request, form);

function found(answer: WireAnswer): QueryOutcome {
  const holdings = withoutRepeats(answer.holdings ?? [], keyOf);
  const fundAccounts = withoutRepeats(answer.fundAccounts ?? [], ({ number }) => number);
  if (holdings === undefined || fundAccounts === undefined) return contradictory('one holding or account with two contents');
  if (holdings.some(exceeds)) return contradictory('a part of a holding is larger than the holding');
  if (fundAccounts.some(({ balanceFen, availableFen = 0 }) => availableFen > balanceFen)) return contradictory('more is available than the balance');
  if (holdings.some(({ quantity, price }) => price !== undefined && worthFen(units(quantity), price) === undefined)) {
    return contradictory('a value beyond any exact amount');
  }
  return {
    kind: 'found',
    assets: [...holdings.map((row) => holdingAsset(row, answer.dataAsOf)), ...fundAccounts.map((row) => cashAsset(row, answer.dataAsOf))],
    ...remarksOf(answer),
  };
}

/** The same for the depository and for every broker (证券账户 + 证券代码). */
const keyOf = ({ securitiesAccount, code }: WireHolding): string => `${securitiesAccount}/${code}`;

function holdingAsset(holding: WireHolding, dataAsOf: string | undefined): Asset {
  const { price, unit, freezes = [], waitingFreezes = [] } = holding;
  const free = freeUnits(holding);
  const value = price === undefined ? undefined : worthFen(units(holding.quantity), price);
  const available = price === undefined ? undefined : worthFen(free, price);
  const measures = [...freezes.map((freeze, index) => frozen(freeze, index, unit)), ...inOrder(waitingFreezes).map((waiting, index) => queued(waiting, freezes.length + index, unit))];
  return {
    source: 'securities',
    reference: keyOf(holding),
    category: holding.kind,
    name: holding.name,
    status: frozenWords(holding.frozenCause) ?? holding.accountState,
    heldAt: holding.custodian,
    value: value === undefined ? undefined : { fen: value, currency: 'CNY' },
    valueCertainty: value === undefined ? undefined : 'dated',
    // What may not be touched is never available, also where no price says how much that would be.
    available: holding.enforceable === false ? { fen: 0, currency: 'CNY' } : available === undefined ? undefined : { fen: available, currency: 'CNY' },
    quantity: { amount: decimal(units(holding.quantity)), unit },
    key: { scheme: 'security', value: keyOf(holding) },
    dataAsOf,
    priorMeasures: measures.length === 0 ? undefined : measures,
    rights: holding.pledges?.map((pledge, index) => pledged(pledge, index, unit)),
    attributes: attributes({
      securitiesAccount: holding.securitiesAccount,
      securityCode: holding.code,
      market: holding.market,
      accountState: holding.accountState,
      price,
      priceOn: holding.priceOn,
      tradableQuantity: holding.tradableQuantity,
      restrictedQuantity: holding.restrictedQuantity,
      restrictionLiftedOn: holding.restrictionLiftedOn,
      pledgedQuantity: holding.pledgedQuantity,
      availableQuantity: decimal(free),
      frozenCause: holding.frozenCause,
      ...sparedBecause(holding),
    }),
    remarks: holding.remarks,
  };
}

function cashAsset(account: WireFundAccount, dataAsOf: string | undefined): Asset {
  const { currency = 'CNY', balanceFen, availableFen } = account;
  const available = account.enforceable === false ? 0 : availableFen;
  return {
    source: 'securities',
    reference: account.number,
    category: '资金账户',
    status: account.state,
    heldAt: account.branch,
    value: { fen: balanceFen, currency },
    available: available === undefined ? undefined : { fen: available, currency },
    openedOn: account.openedOn,
    dataAsOf,
    priorMeasures: account.freezes?.map((freeze) => cashFrozen(freeze, currency)),
    attributes: attributes(sparedBecause(account)),
    remarks: account.remarks,
  };
}

/** Assets that may not be enforced upon are reported and flagged, never left out (法〔2016〕72号; 法发〔2008〕4号). */
const sparedBecause = ({ enforceable, exemption }: WireSpared): Record<string, string | undefined> =>
  enforceable === false ? { enforceable: 'false', notEnforceableBecause: exemption?.reason, exemptionRule: exemption?.rule } : {};

const CAUSES: Readonly<Record<string, string>> = {
  '0': '司法冻结',
  '1': '柜台冻结',
  '2': '质押冻结',
  '3': '质押、司法双重冻结',
  '4': '柜台、司法双重冻结',
};

const frozenWords = (cause: string | undefined): string | undefined => (cause === undefined ? undefined : (CAUSES[cause] ?? `冻结（原因代码 ${cause}）`));

const inOrder = (rows: readonly WireWaitingFreeze[]): readonly WireWaitingFreeze[] => [...rows].sort((a, b) => a.sequence - b.sequence);

function frozen(freeze: WireFreeze, index: number, unit: string): PriorMeasure {
  return {
    sequence: index + 1,
    authority: freeze.authority,
    documentNumber: freeze.documentNumber,
    startsOn: freeze.from,
    endsOn: freeze.to,
    remarks: notes(`冻结数量 ${freeze.quantity} ${unit}`, freeze.freezeNumber && `冻结编号 ${freeze.freezeNumber}`, freeze.remarks),
  };
}

/** Those that wait come after all that are in force; their own place in the queue is kept, as a release must quote it. */
function queued(waiting: WireWaitingFreeze, index: number, unit: string): PriorMeasure {
  return {
    sequence: index + 1,
    authority: waiting.authority,
    documentNumber: waiting.documentNumber,
    remarks: notes(`轮候，轮候序号 ${waiting.sequence}`, `数量 ${waiting.quantity} ${unit}`, waiting.requestedOn && `登记日期 ${waiting.requestedOn}`, waiting.remarks),
  };
}

function pledged(pledge: WirePledge, index: number, unit: string): ThirdPartyRight {
  return {
    sequence: index + 1,
    kind: '质押权',
    holder: pledge.pledgee,
    remarks: notes(`质押数量 ${pledge.quantity} ${unit}`, pledge.registeredOn && `登记日期 ${pledge.registeredOn}`, pledge.remarks),
  };
}

function cashFrozen(freeze: WireCashFreeze, currency: string): PriorMeasure {
  return {
    sequence: freeze.rank,
    authority: freeze.authority,
    documentNumber: freeze.documentNumber,
    amount: freeze.amountFen === undefined ? undefined : { fen: freeze.amountFen, currency },
    startsOn: freeze.from,
    endsOn: freeze.to,
    remarks: freeze.remarks,
  };
}
