import type { Asset, AssetPart, Money, PriorMeasure, QueryOutcome, QueryRequest, ThirdPartyRight, Transaction } from '#contracts/adapter';
import type { WireAccount, WireAnswer, WirePriorMeasure, WireProduct, WireRight, WireSubAccount, WireTransaction } from './bank-direct.wire.js';
import { checkAnswer } from './bank-direct.wire.js';
import { attributes, contradictory, isPersonAsked, readAnswer as readJsonAnswer, remarksOf, withoutRepeats, type AnswerForm } from '#libs/json-contract';

const form: AnswerForm<WireAnswer> = {
  check: checkAnswer,
  rows: ({ accounts = [], products = [] }) => accounts.length + products.length,
  without: 'no account and no product',
  listed: 'accounts or products are listed',
  somebodyElse: ({ holder }, { subject }) =>
    holder === undefined || isPersonAsked(subject, holder) ? undefined : 'the holder is not the person asked about',
  found,
};

/** The parsed body of a 200 as an outcome. */
export const readAnswer = (value: unknown, request: QueryRequest): QueryOutcome => readJsonAnswer(value, request, form);

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
