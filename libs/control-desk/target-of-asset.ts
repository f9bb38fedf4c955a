import type { Asset, ControlExtent, ControlOperation, ControlTarget, Money, Quantity, Source } from '#contracts/adapter';
import { sharesFor } from './shares-for.js';

/** Things that are entered in a register are sealed (查封), money and rights are frozen (冻结). */
const SEALED: readonly Source[] = ['vehicle', 'land', 'real-estate'];

/**
 * @param waits others stand before us (轮候). Shareholdings are frozen all the same: the register ranks what it publishes by the order of
 * publication, and knows no order to wait (股权执行规定第六条)
 */
export function beginningOf(source: Source, waits: boolean): ControlOperation {
  if (source === 'equity') return 'freeze';
  return SEALED.includes(source) ? (waits ? 'wait-seal' : 'seal') : waits ? 'wait' : 'freeze';
}

/**
 * What an order has to say so that the institution finds the thing again, out of its own answer: nothing here is ever typed in by whoever
 * drafts (I2, S9).
 * @returns undefined when the answer does not say enough, or it is no property
 */
export function targetOf(asset: Asset): ControlTarget | undefined {
  const { source, reference, attributes = {} } = asset;
  switch (source) {
    case 'deposit':
    case 'housing-fund':
      return accountTarget(asset);
    case 'payment':
      return asset.parentReference === undefined ? accountTarget(asset) : productTarget(asset);
    case 'wealth':
      return productTarget(asset);
    case 'land':
    case 'real-estate': {
      const { unitCode = '', certificateNumber, businessNumber } = attributes;
      if (unitCode === '') return undefined;
      return compact<Of<'real-estate'>>({ kind: 'real-estate', reference, unitCode, rightType: asset.category, certificate: certificateNumber, location: asset.name, businessNumber, registrar: asset.heldAt });
    }
    case 'vehicle': {
      const { plate, plateKind, vin } = attributes;
      return plate === undefined || plateKind === undefined || vin === undefined ? undefined : { kind: 'vehicle', reference, plate, plateType: plateKind, vin };
    }
    case 'securities': {
      const { securitiesAccount, securityCode, market } = attributes;
      // The money beside the shares (资金账户) is an account.
      if (securityCode === undefined) return accountTarget(asset);
      return securitiesAccount === undefined ? undefined : compact<Of<'security'>>({ kind: 'security', reference, account: securitiesAccount, code: securityCode, market });
    }
    case 'equity': {
      const code = asset.key?.value ?? attributes['creditCode'] ?? attributes['registrationNumber'];
      return code === undefined || asset.name === undefined ? undefined : { kind: 'equity', reference, companyCode: code, companyName: asset.name };
    }
    case 'insurance':
      return { kind: 'policy', reference, policyNumber: attributes['policyNumber'] ?? reference };
    case 'tax':
    case 'marriage':
    case 'household':
      return undefined;
  }
}

function accountTarget({ reference, attributes = {}, heldAt }: Asset): ControlTarget {
  // Where the reference also tells currencies apart, the institution's own number stands beside it.
  return compact<Of<'account'>>({ kind: 'account', reference: attributes['accountNumber'] ?? reference, sequence: sequenceOf(attributes['rowNumber']), branch: heldAt });
}

function productTarget({ reference, parentReference, category, attributes = {} }: Asset): ControlTarget | undefined {
  const { productNumber, salesChannel, sale, regionNumber, wealthAccount, repaymentAccount, settlementAccount } = attributes;
  const account = parentReference ?? settlementAccount ?? repaymentAccount;
  if (account === undefined) return undefined;
  return compact<Of<'product'>>({
    kind: 'product', reference, sequence: sequenceOf(productNumber), account, productType: category, saleType: salesChannel ?? sale, regionCode: regionNumber, wealthAccount,
    settlementAccount: settlementAccount ?? repaymentAccount,
  });
}

const sequenceOf = (written: string | undefined): number => (written !== undefined && /^\d{1,6}$/.test(written) ? Math.max(1, Number(written)) : 1);

/** What may be controlled of it now, in CNY fen; undefined when nobody says what it is worth in CNY. */
export function worthOf({ available, value }: Pick<Asset, 'available' | 'value'>): number | undefined {
  const money = available ?? value;
  return money?.currency === 'CNY' && money.fen >= 0 ? money.fen : undefined;
}

/**
 * How much of a thing covers a sum: an exact sum of money (B3), shares and units of products counted from the price of the day (B4), or the
 * thing whole.
 * @param fen CNY
 * @returns undefined when it cannot be counted: shares without a price
 */
export function extentOf(asset: Asset, target: ControlTarget, fen: number): ControlExtent | undefined {
  const amount: Money = { fen, currency: 'CNY' };
  switch (target.kind) {
    case 'account':
    case 'equity':
      return { by: 'amount', amount };
    case 'product':
      // What its keeper counts in money, or gives no price of, is ordered in money.
      return isCountedInMoney(asset.quantity) ? { by: 'amount', amount } : (countedIn(asset, asset.attributes?.['unitPrice'], fen) ?? { by: 'amount', amount });
    case 'security':
      return countedIn(asset, asset.attributes?.['price'], fen);
    case 'real-estate':
    case 'vehicle':
    case 'policy':
      return { by: 'whole' };
  }
}

/** 份 and 股 are counted, 元 is money. */
const isCountedInMoney = (quantity: Quantity | undefined): boolean => quantity === undefined || quantity.unit === '元' || quantity.unit === '';

/** @returns undefined without a price, and where the sum does not reach to one unit */
function countedIn({ quantity, attributes }: Asset, price: string | undefined, fen: number): ControlExtent | undefined {
  if (price === undefined || quantity === undefined) return undefined;
  // Some attributes say the unit too.
  const [available = quantity.amount] = attributes?.['availableQuantity']?.split(' ') ?? [];
  return sharesFor({ fen, price, available, unit: quantity.unit });
}

type Of<Kind extends ControlTarget['kind']> = Extract<ControlTarget, { readonly kind: Kind }>;

function compact<T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined && one !== '')) as T;
}
