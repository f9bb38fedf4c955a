import type { Asset, QueryOutcome, QueryRequest, Transaction } from '#contracts/adapter';
import type { CodedElement } from '#libs/judicial-xml';
import { holdsMoney, holdsSomething, namesSomebodyElse, readAccount, type Account } from './bank.account.js';
import { transaction } from './bank.details.js';
import { productAsset } from './bank.products.js';
import { Report, type Loss } from './bank.report.js';
import { field, isDamaged, type RequestRows, type Row } from './bank.wire.js';
import { NO_ACCOUNT, QUERY_FAILED, REFUSED, REFUSED_CODE, ours, returnReason } from './bank.words.js';

/** Query feedback of one request: its `zhxx` rows as an outcome. */
export function interpretAccounts(request: QueryRequest, { rows, strangers }: RequestRows): QueryOutcome {
  const own = withoutRepeats(rows);
  const stranger = own.find(({ element }) => namesSomebodyElse(element, request));
  if (stranger !== undefined) return defective('wrong-person', `${place(stranger)}的户名或证件号码不是被查询人`);
  const damaged = own.find(({ element }) => isDamaged(element, 'KHZH'));
  if (damaged !== undefined) return defective('encoding', `${place(damaged)}KHZH无法解码`);

  const words = own.filter(({ element }) => saysWord(element));
  if (words.length === 0) return accounts(own, strangers);
  const [first] = words;
  const isOneWord = new Set(words.map(({ element }) => wordOf(element))).size === 1;
  if (words.length < own.length || first === undefined || !isOneWord) return defective('contradictory', '同一请求单号既有账户又有结论，或有多个不同结论');
  const full = words.find(({ element }) => holdsSomething(element));
  if (full !== undefined) return defective('contradictory', `${place(full)}的结论与其内容矛盾`);
  return conclusion(first.element, strangers, request);
}

/** The same row twice, in all its attributes and children, says it once. */
function withoutRepeats(rows: readonly Row[]): readonly Row[] {
  if (rows.length < 2) return rows;
  const seen = new Set<string>();
  return rows.filter(({ element }) => {
    const content = JSON.stringify(contentOf(element));
    return !seen.has(content) && seen.add(content) !== undefined;
  });
}

type Content = readonly [attributes: readonly (readonly string[])[], damaged: readonly string[], children: readonly Content[]];

const contentOf = ({ attributes, damaged, children }: CodedElement): Content => [
  [...attributes].sort(([a], [b]) => (a < b ? -1 : 1)),
  damaged,
  children.map(contentOf),
];

/** What stands in KHZH, without blanks and a closing full stop. */
const wordOf = (row: CodedElement): string => field(row, 'KHZH').replace(/\s+/g, '').replace(/[。！.!]+$/, '');

/** An account number is ASCII with at least one digit; everything else in KHZH is a word about the question. */
function saysWord(row: CodedElement): boolean {
  const written = field(row, 'KHZH').normalize('NFKC');
  return written !== '' && !(/^[\x20-\x7E]+$/.test(written) && /\d/.test(written));
}

function conclusion(row: CodedElement, strangers: readonly string[], request: QueryRequest): QueryOutcome {
  const remark = field(row, 'BEIZ');
  const word = wordOf(row);
  switch (word) {
    case NO_ACCOUNT:
      // "Nothing" is evidence. With something beside it that nobody here can read, it is not.
      if (strangers.length > 0) return { kind: 'unconfirmed', wireStatus: NO_ACCOUNT, detail: `报文含有未识别的内容${strangers.join('、')}` };
      return remark === '' ? { kind: 'nothing-found' } : { kind: 'nothing-found', remarks: remark };
    case REFUSED: {
      const contact = field(row, 'LXDH');
      return { kind: 'refused', reason: remark || REFUSED, reasonCode: REFUSED_CODE, ...(contact === '' ? {} : { contact }) };
    }
    case QUERY_FAILED:
      return { kind: 'unavailable', cause: 'server-error', detail: QUERY_FAILED };
    default:
      return { kind: 'unconfirmed', wireStatus: printable(word, request), detail: 'KHZH为本版本接口未定义的结论' };
  }
}

/** A short phrase of the kind banks use, never a name: it may be logged. */
function printable(word: string, { subject }: QueryRequest): string {
  const isPhrase = /^[\p{Script=Han}，、：]{2,20}$/u.test(word) && /[查无未异失拒错误系统户信息不]/.test(word);
  const personal = [subject.name, ...subject.otherNames].some((name) => name !== '' && word.includes(name));
  return isPhrase && !personal ? word : '‹unprintable›';
}

interface ReadRow {
  readonly row: Row;
  readonly account: Account;
  readonly report: Report;
}

function accounts(rows: readonly Row[], strangers: readonly string[]): QueryOutcome {
  const losses: Loss[] = [];
  const read = rows.map((row): ReadRow => {
    const report = new Report(losses, place(row));
    return { row, report, account: readAccount(row.element, report) };
  });
  judgeRows(read, losses);
  const assets = losses.length > 0 ? [] : assetsOf(read);
  const [loss] = losses;
  if (loss !== undefined) return { kind: 'defective', ...loss };
  const remarks = strangers.length === 0 ? {} : { remarks: ours(`报文含有未识别的内容${strangers.join('、')}`) };
  return { kind: 'found', assets, ...remarks };
}

/** What can be wrong with rows as they stand, and beside each other. */
function judgeRows(read: readonly ReadRow[], losses: Loss[]): void {
  const rowNumbers = tally(read.map(({ account }) => account.rowNumber));
  const seen = new Map<string, Row>();
  for (const { row, account, report } of read) {
    const { number, rowNumber, products } = account;
    if (number === '' && (products.length === 0 || holdsMoney(row.element))) report.lose('schema', '缺少KHZH');
    const key = JSON.stringify([rowNumber, number, account.currency]);
    const twin = seen.get(key);
    if (twin === undefined) seen.set(key, row);
    else if (rowNumber !== '') losses.push({ defect: 'contradictory', detail: `${place(twin)}与${place(row)}序号和账号相同而内容不同` });
    if (rowNumber !== '' && (rowNumbers.get(rowNumber) ?? 0) > 1) report.remark('CCXH重复');
  }
}

/** References are unique within the answer: the plain number where it is, else with currency, else with the row number. */
function assetsOf(all: readonly ReadRow[]): readonly Asset[] {
  const numbers = tally(all.map(({ account }) => account.number));
  const inCurrency = tally(all.map(({ account }) => `${account.number}/${account.currency}`));
  const codes = tally(all.flatMap(({ account }) => account.products.map(({ code }) => code)));
  const unique = uniqueNames();
  return all.flatMap(({ account, report }) => {
    const { number, products, rowNumber, element } = account;
    const isAgain = (inCurrency.get(`${number}/${account.currency}`) ?? 0) > 1;
    if (isAgain && number !== '') report.remark('同一账号反馈了多次');
    const inFull = isAgain ? `${number}#${rowNumber}` : `${number}/${account.currency}`;
    const reference = number === '' ? undefined : unique(numbers.get(number) === 1 ? number : inFull);
    const held = products.map((one) => {
      const isAlone = one.code !== '' && codes.get(one.code) === 1;
      const within = one.code === '' ? `#${one.number}` : `/${one.code}`;
      return productAsset(one, { reference, row: element, rowNumber }, unique(isAlone ? one.code : `${reference ?? ''}${within}`));
    });
    return reference === undefined ? held : [account.asset(reference), ...held];
  });
}

/** Gives each name once; the second time it is `name~2`. */
function uniqueNames(): (name: string) => string {
  const times = new Map<string, number>();
  return (name) => {
    let free = name;
    let time = times.get(name) ?? 0;
    while (times.has(free)) free = `${name}~${++time}`;
    times.set(name, Math.max(time, 1));
    if (free !== name) times.set(free, 1);
    return free;
  };
}

function tally(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Rollback of one request: `htxx`. */
export function interpretReturn({ rows }: RequestRows): QueryOutcome {
  const damaged = rows.find(({ element }) => isDamaged(element, 'XCHTYY'));
  if (damaged !== undefined) return defective('encoding', `${place(damaged)}XCHTYY无法解码`);
  const [first] = rows;
  const element = first?.element;
  if (element === undefined) return defective('schema', '没有htxx');
  const { reason, code } = returnReason(field(element, 'XCHTYY'));
  const explained = [reason, field(element, 'XCHTBZ')].filter((part) => part !== '').join('：');
  const contact = [field(element, 'XCHTR'), field(element, 'XCHTDH')].filter((part) => part !== '').join(' ');
  return {
    kind: 'refused',
    reason: explained || '未说明回退原因',
    ...(code === undefined ? {} : { reasonCode: code }),
    ...(contact === '' ? {} : { contact }),
  };
}

/** Movements fed back apart from their accounts, by CCXH of the account row they belong to. */
export function transactionsByAccount({ rows }: RequestRows): ReadonlyMap<string, readonly Transaction[]> {
  const byAccount = new Map<string, Transaction[]>();
  for (const row of rows) {
    const rowNumber = field(row.element, 'CCXH');
    const known = byAccount.get(rowNumber) ?? [];
    known.push(transaction(row.element, known.length, 'CNY', new Report([], place(row))));
    byAccount.set(rowNumber, known);
  }
  return byAccount;
}

const place = ({ position }: Row): string => `第${position + 1}行`;

const defective = (defect: Loss['defect'], detail: string): QueryOutcome => ({ kind: 'defective', defect, detail });
