import type { Asset, AssetKey, Money, PriorMeasure, ThirdPartyRight } from '#contracts/adapter';
import { parseSocialCreditCode } from '#libs/identifiers';
import { attributes, notes } from '#libs/json-contract';
import type { WireAnswer, WireCompany, WireFreeze, WirePledge, WireShareholding } from './equity.wire.js';

/** How the register names the company: by its code where it has one. */
export const referenceOf = ({ creditCode, registrationNumber, name }: WireCompany): string => creditCode ?? registrationNumber ?? name;

/** Shares in one company (股权). Their value is what was promised (认缴), which says little about a price (B5): `nominal`. */
export function equityAsset(shareholding: WireShareholding, { holder, dataAsOf }: WireAnswer): Asset {
  const { company, currency = 'CNY', ratio, shares, pledges, freezes } = shareholding;
  const value = money(shareholding.subscribedFen, currency);
  return {
    source: 'equity',
    reference: referenceOf(company),
    category: company.type,
    name: company.name,
    status: company.status,
    heldAt: company.authority,
    value,
    valueCertainty: value === undefined ? undefined : 'nominal',
    key: keyOf(company),
    holders: holder === undefined ? undefined : [{ name: holder.name, role: shareholding.role, share: percent(ratio) }],
    quantity: shares === undefined ? undefined : { amount: shares, unit: '股' },
    openedOn: shareholding.heldSince,
    dataAsOf,
    priorMeasures: freezes === undefined ? undefined : inOrderOfPublication(freezes).map((freeze, at) => priorMeasure(freeze, at, currency)),
    rights: pledges?.map((pledge, at) => thirdPartyRight(pledge, at, currency)),
    attributes: attributes({
      creditCode: company.creditCode,
      registrationNumber: company.registrationNumber,
      registeredCapitalFen: company.registeredCapitalFen?.toString(),
      registeredCapitalCurrency: company.registeredCapitalFen === undefined ? undefined : (company.currency ?? 'CNY'),
      legalRepresentative: company.legalRepresentative,
      companyAddress: company.address,
      paidInFen: shareholding.paidInFen?.toString(),
      ratio: percent(ratio),
      form: shareholding.form,
      subscriptionDueOn: shareholding.subscriptionDueOn,
    }),
    remarks: shareholding.remarks,
  };
}

/** Only a code that checks: what is merged under a wrong one would be shares in another company. */
function keyOf({ creditCode = '' }: WireCompany): AssetKey | undefined {
  const parsed = parseSocialCreditCode(creditCode);
  return parsed.ok ? { scheme: 'equity', value: parsed.value.code } : undefined;
}

/** Rank goes by publication (C6), whatever order they are sent in; what is not published is not in force and comes last. */
function inOrderOfPublication(freezes: readonly WireFreeze[]): readonly WireFreeze[] {
  const at = ({ publishedAt }: WireFreeze): number => (publishedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(publishedAt));
  return freezes.toSorted((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}

function priorMeasure(freeze: WireFreeze, index: number, currency: string): PriorMeasure {
  const { documentNumber, noticeNumber, publishedAt, ratio } = freeze;
  return {
    sequence: index + 1,
    authority: freeze.authority,
    documentNumber: documentNumber ?? noticeNumber,
    amount: money(freeze.amountFen, currency),
    startsOn: freeze.from,
    endsOn: freeze.to,
    effectiveAt: publishedAt,
    publicationNumber: freeze.publicationNumber,
    remarks: notes(
      publishedAt === undefined ? '尚未公示，未生效' : undefined,
      ratio === undefined ? undefined : `冻结比例 ${percent(ratio)}`,
      documentNumber === undefined || noticeNumber === undefined ? undefined : `协助公示通知书 ${noticeNumber}`,
      freeze.remarks,
    ),
  };
}

function thirdPartyRight(pledge: WirePledge, index: number, currency: string): ThirdPartyRight {
  const { number, ratio, registeredOn } = pledge;
  return {
    sequence: index + 1,
    kind: '股权质权',
    holder: pledge.pledgee,
    amount: money(pledge.amountFen, currency),
    remarks: notes(number && `质权登记编号 ${number}`, registeredOn && `登记日期 ${registeredOn}`, ratio && `出质比例 ${percent(ratio)}`, pledge.remarks),
  };
}

const money = (fen: number | undefined, currency: string): Money | undefined => (fen === undefined ? undefined : { fen, currency });

const percent = (ratio: string | undefined): string | undefined => (ratio === undefined ? undefined : `${ratio}%`);
