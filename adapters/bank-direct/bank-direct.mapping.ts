import type { Asset, AssetPart, Money, PriorMeasure, QueryOutcome, QueryRequest, ThirdPartyRight, Transaction } from '#contracts/adapter';
import type { WireAccount, WireAnswer, WirePriorMeasure, WireProduct, WireRight, WireSubAccount, WireTransaction } from './bank-direct.wire.js';
import { checkAnswer } from './bank-direct.wire.js';
import { isPersonAsked, printable } from '#libs/json-contract';

/** The parsed body of a 200 as an outcome. Whose answer it is comes first, then what it says. */
export function readAnswer(value: unknown, request: QueryRequest): QueryOutcome {
  const envelope = readEnvelope(value);
  if (envelope === undefined) return { kind: 'defective', defect: 'schema', detail: 'no requestNumber and result' };
  if (envelope.requestNumber !== request.requestNumber) {
    return { kind: 'defective', defect: 'contradictory', detail: 'answers another request number' };
  }
  // An unknown word may come with fields of an unknown shape, so it is judged before the rest is.
  if (!isKnownResult(envelope.result)) {
    return { kind: 'unconfirmed', wireStatus: printable(envelope.result), detail: 'a result this version does not know' };
  }
  const checked = checkAnswer(value);
  if (!checked.ok) return { kind: 'defective', defect: 'schema', detail: checked.detail };
  const answer = checked.value;
  if (answer.holder !== undefined && !isPersonAsked(request.subject, answer.holder)) {
    return { kind: 'defective', defect: 'wrong-person', detail: 'the holder is not the person asked about' };
  }
  return judge(envelope.result, answer);
}

const RESULTS = ['found', 'none', 'refused'] as const;
type Result = (typeof RESULTS)[number];

const isKnownResult = (result: string): result is Result => (RESULTS as readonly string[]).includes(result);

function readEnvelope(value: unknown): { readonly requestNumber: string; readonly result: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { requestNumber, result } = value as { requestNumber?: unknown; result?: unknown };
  return typeof requestNumber === 'string' && typeof result === 'string' ? { requestNumber, result } : undefined;
}

function judge(result: Result, answer: WireAnswer): QueryOutcome {
  const rows = (answer.accounts?.length ?? 0) + (answer.products?.length ?? 0);
  switch (result) {
    case 'found':
      return rows === 0 ? contradictory('found, but no account and no product') : found(answer);
    case 'none':
      return rows > 0 ? contradictory('none, but accounts or products are listed') : { kind: 'nothing-found', ...remarksOf(answer) };
    case 'refused': {
      if (rows > 0) return contradictory('refused, but accounts or products are listed');
      const { reason = '', code, contact } = answer.refusal ?? {};
      return { kind: 'refused', reason, ...(code === undefined ? {} : { reasonCode: code }), ...(contact === undefined ? {} : { contact }) };
    }
    default: {
      const never: never = result;
      return never;
    }
  }
}

function found(answer: WireAnswer): QueryOutcome {
  const accounts = withoutRepeats(answer.accounts ?? [], (account) => account.number);
  const products = withoutRepeats(answer.products ?? [], (product) => product.reference);
  if (accounts === undefined || products === undefined) return contradictory('one reference with two contents');
  const known = new Set(accounts.map((account) => account.number));
  return {
    kind: 'found',
    assets: [
      ...accounts.map((account) => accountAsset(account, answer.dataAsOf)),
      ...products.map((product) => productAsset(product, answer.dataAsOf, known)),
    ],
    ...remarksOf(answer),
  };
}

/** The same row sent twice counts once; undefined when one reference names two different rows. */
function withoutRepeats<T>(rows: readonly T[], keyOf: (row: T) => string): readonly T[] | undefined {
  const byKey = new Map<string, T>();
  for (const row of rows) {
    const first = byKey.get(keyOf(row));
    if (first === undefined) byKey.set(keyOf(row), row);
    else if (JSON.stringify(first) !== JSON.stringify(row)) return undefined;
  }
  return byKey.size === rows.length ? rows : [...byKey.values()];
}

function accountAsset(account: WireAccount, dataAsOf: string | undefined): Asset {
  const currency = account.currency;
  return {
    source: 'deposit',
    reference: account.number,
    category: account.category,
    status: account.status,
    heldAt: account.branch?.name,
    value: money(account.balanceFen, currency),
    available: money(account.availableFen, currency),
    openedOn: account.openedOn,
    closedOn: account.closedOn,
    dataAsOf,
    parts: account.subAccounts?.map((part) => assetPart(part, currency)),
    priorMeasures: account.priorMeasures?.map((measure) => priorMeasure(measure, currency)),
    rights: account.rights?.map((right) => thirdPartyRight(right, currency)),
    transactions: account.transactions?.map((row) => transaction(row, currency)),
    attributes: attributes({ branchCode: account.branch?.code, settlementAccount: account.settlementAccount }),
    remarks: account.remarks,
  };
}

function productAsset(product: WireProduct, dataAsOf: string | undefined, accounts: ReadonlySet<string>): Asset {
  const { currency, settlementAccount, availableQuantity, tradableThroughBank } = product;
  return {
    source: 'wealth',
    reference: product.reference,
    // A product is controlled together with the account its money returns to.
    parentReference: settlementAccount !== undefined && accounts.has(settlementAccount) ? settlementAccount : undefined,
    category: product.category,
    name: product.name,
    value: money(product.valueFen, currency),
    available: money(product.availableValueFen, currency),
    quantity: product.quantity,
    openedOn: product.establishedOn,
    dataAsOf,
    priorMeasures: product.priorMeasures?.map((measure) => priorMeasure(measure, currency)),
    rights: product.rights?.map((right) => thirdPartyRight(right, currency)),
    attributes: attributes({
      productCode: product.code,
      sale: product.sale,
      wealthAccount: product.wealthAccount,
      settlementAccount,
      manager: product.manager,
      custodian: product.custodian,
      beneficiary: product.beneficiary,
      pledgee: product.pledgee,
      tradableThroughBank: tradableThroughBank === undefined ? undefined : String(tradableThroughBank),
      restriction: product.restriction,
      restrictionLiftedOn: product.restrictionLiftedOn,
      redeemableOn: product.redeemableOn,
      unitPrice: product.unitPrice,
      availableQuantity: availableQuantity === undefined ? undefined : `${availableQuantity.amount} ${availableQuantity.unit}`,
    }),
    remarks: product.remarks,
  };
}

function assetPart(part: WireSubAccount, accountCurrency: string | undefined): AssetPart {
  const currency = part.currency ?? accountCurrency;
  return {
    reference: part.number,
    category: part.category,
    balance: money(part.balanceFen, currency),
    available: money(part.availableFen, currency),
    remarks: part.remarks,
  };
}

function priorMeasure(measure: WirePriorMeasure, assetCurrency: string | undefined): PriorMeasure {
  return {
    sequence: measure.sequence,
    authority: measure.authority,
    documentNumber: measure.documentNumber,
    amount: money(measure.amountFen, measure.currency ?? assetCurrency),
    startsOn: measure.startsOn,
    endsOn: measure.endsOn,
    remarks: measure.remarks,
  };
}

function thirdPartyRight(right: WireRight, assetCurrency: string | undefined): ThirdPartyRight {
  return {
    sequence: right.sequence,
    kind: right.kind,
    holder: right.holder,
    amount: money(right.amountFen, right.currency ?? assetCurrency),
    address: right.address,
    contact: right.contact,
    remarks: right.remarks,
  };
}

function transaction(row: WireTransaction, accountCurrency: string | undefined): Transaction {
  const { name, account, bank } = row.counterparty ?? {};
  return {
    sequence: row.sequence,
    direction: row.direction,
    kind: row.kind,
    amount: money(row.amountFen, row.currency ?? accountCurrency),
    at: row.at,
    serial: row.serial,
    counterparty: row.counterparty === undefined ? undefined : { name, account, bank },
    remarks: row.remarks,
  };
}

/** CNY when the bank names no currency, as the contract says. */
function money(fen: number | undefined, currency: string | undefined): Money | undefined {
  return fen === undefined ? undefined : { fen, currency: currency ?? 'CNY' };
}

function attributes(all: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> | undefined {
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

const remarksOf = (answer: WireAnswer): { remarks?: string } => (answer.remarks === undefined ? {} : { remarks: answer.remarks });

const contradictory = (detail: string): QueryOutcome => ({ kind: 'defective', defect: 'contradictory', detail });
