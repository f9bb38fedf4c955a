import type { Asset, PriorMeasure } from '#contracts/adapter';
import {
  asMoney,
  asReported,
  currency,
  day,
  field,
  given,
  holdsMoney,
  instant,
  judgeBalances,
  money,
  orNone,
  readAmount,
  rows,
  sequence,
  strangers,
  text,
  transaction,
  yesOrNo,
  type AccountRow,
  type Report,
} from '#libs/convert-data-service';
import { formatFen } from '#libs/identifiers';
import type { CodedElement } from '#libs/judicial-xml';

/** One `zhxx` row that names an account (§6). */
export interface Account extends AccountRow {
  /** The account as an asset under this reference, with remarks about the row as a whole. */
  readonly asset: (reference: string) => Asset;
}

const CHILDREN = ['djxx', 'wlxx'];

/** True when the row has more than a word in it: money, measures, movements. */
export const holdsSomething = (row: CodedElement): boolean => holdsMoney(row) || CHILDREN.some((name) => rows(row, name).length > 0);

export function readAccount(element: CodedElement, report: Report): Account {
  const own = currency(element, report);
  const number = field(element, 'KHZH');
  const rowNumber = field(element, 'CCXH');
  for (const stranger of strangers(element, CHILDREN)) report.remark(`含有未识别的内容${stranger}`);
  const priorMeasures = rows(element, 'djxx').map((row, at) => priorMeasure(row, at, report));
  const frozen = yesOrNo(element, 'SFBFYDJ', report);
  judgeFreeze(frozen, priorMeasures.length, report);

  return {
    number,
    rowNumber,
    currency: own,
    asset: (reference) => {
      const balance = readAmount(element, 'YE');
      judgeBalances(balance, { state: 'absent' }, report);
      const transactions = rows(element, 'wlxx').map((row, at) => transaction(row, at, own, report));
      return {
        source: 'housing-fund',
        reference,
        status: orNone(text(element, 'ZHZT', report)),
        heldAt: orNone(text(element, 'KHWD', report)),
        value: asMoney(balance, own),
        openedOn: day(element, 'KHRQ', report),
        dataAsOf: instant(element, 'FKSJ', report),
        priorMeasures: priorMeasures.length === 0 ? undefined : priorMeasures,
        transactions: transactions.length === 0 ? undefined : transactions,
        attributes: given({
          rowNumber,
          accountNumber: reference === number ? undefined : number,
          monthlyDeposit: monthlyDeposit(element, own, report),
          fundRegion: text(element, 'SLDQ', report),
          employer: text(element, 'DWMC', report),
          employerAddress: text(element, 'DWDZ', report),
          employerContact: text(element, 'DWLXR', report),
          loanOutstanding: yesOrNo(element, 'SFYWJQDK', report),
          frozenByCourt: frozen,
          postalAddress: text(element, 'TXDZ', report),
          postcode: text(element, 'YZBM', report),
          phone: text(element, 'LXDH', report),
          balanceAsReported: asReported(balance),
          currencyAsReported: own === 'XXX' ? field(element, 'BZ') : undefined,
        }),
        remarks: report.remarks(text(element, 'BEIZ', report)),
      };
    },
  };
}

/** 冻结信息 `djxx`: dates, authority and number, no amount. */
function priorMeasure(row: CodedElement, index: number, account: Report): PriorMeasure {
  const report = account.part();
  return {
    sequence: sequence(row, 'DJXH', index),
    authority: text(row, 'DJDW', report),
    documentNumber: orNone(text(row, 'DJWH', report)),
    startsOn: day(row, 'DJKSSJ', report),
    endsOn: day(row, 'DJJSSJ', report),
    remarks: report.remarks(text(row, 'BEIZ', report)),
  };
}

/**
 * 是否被法院冻结 and the list of freezes may disagree without either being a lie: centres list freezes of other authorities and
 * ended ones, and some know of a freeze only that it is there. Both are kept and the difference is said.
 */
function judgeFreeze(frozen: string, listed: number, report: Report): void {
  if (frozen === 'yes' && listed === 0) report.remark('反馈为被法院冻结，但未列明冻结措施');
  if (frozen === 'no' && listed > 0) report.remark('反馈为未被法院冻结，但列有冻结措施');
}

/** 月缴存额 in yuan with two decimals. */
function monthlyDeposit(element: CodedElement, currencyOfAccount: string, report: Report): string | undefined {
  const amount = money(element, 'YJCE', currencyOfAccount, report);
  return amount === undefined ? undefined : formatFen(amount.fen);
}
