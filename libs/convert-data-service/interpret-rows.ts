import type { Defect, QueryOutcome, QueryRequest } from '#contracts/adapter';
import type { CodedElement } from '#libs/judicial-xml';
import { field, isDamaged, type RequestRows, type Row } from './read-messages.js';
import { NO_ACCOUNT, QUERY_FAILED, REFUSED, REFUSED_CODE } from './words.js';

/** What one contract knows about its `zhxx` rows. */
export interface RowContract {
  /** True when the row has more than a word in it: money, products, movements … */
  holdsSomething(row: CodedElement): boolean;
  /** True for what may be an account in KHZH; when left out: ASCII with at least one digit. */
  isAccount?(written: string): boolean;
  /** True when the row says that it is about another person than the one asked about. */
  namesSomebodyElse(row: CodedElement, request: QueryRequest): boolean;
  /** Rows that name accounts, each once, as an outcome; `strangers` are elements beside them that nobody here knows. */
  accounts(rows: readonly Row[], strangers: readonly string[], request: QueryRequest): QueryOutcome;
}

/** Query feedback of one request: its `zhxx` rows as an outcome. Either all of them are accounts, or they say one word. */
export function interpretRows(request: QueryRequest, { rows, strangers }: RequestRows, contract: RowContract): QueryOutcome {
  const own = withoutRepeats(rows);
  const stranger = own.find(({ element }) => contract.namesSomebodyElse(element, request));
  if (stranger !== undefined) return defective('wrong-person', `${place(stranger)}的户名或证件号码不是被查询人`);
  const damaged = own.find(({ element }) => isDamaged(element, 'KHZH'));
  if (damaged !== undefined) return defective('encoding', `${place(damaged)}KHZH无法解码`);

  const words = own.filter(({ element }) => saysWord(element, contract.isAccount ?? isNumbered));
  if (words.length === 0) return contract.accounts(own, strangers, request);
  const [first] = words;
  const isOneWord = new Set(words.map(({ element }) => wordOf(element))).size === 1;
  if (words.length < own.length || first === undefined || !isOneWord) return defective('contradictory', '同一请求单号既有账户又有结论，或有多个不同结论');
  const full = words.find(({ element }) => contract.holdsSomething(element));
  if (full !== undefined) return defective('contradictory', `${place(full)}的结论与其内容矛盾`);
  return conclusion(first.element, strangers, request);
}

/** The same row twice, in all its attributes and children, says it once. */
export function withoutRepeats(rows: readonly Row[]): readonly Row[] {
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

/** An account number is ASCII with at least one digit. */
const isNumbered = (written: string): boolean => /^[\x20-\x7E]+$/.test(written) && /\d/.test(written);

/** Whatever in KHZH cannot be an account is a word about the question. */
function saysWord(row: CodedElement, isAccount: (written: string) => boolean): boolean {
  const written = field(row, 'KHZH').normalize('NFKC');
  return written !== '' && !isAccount(written);
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

/** A short phrase of the kind institutions use, never a name: it may be logged. */
function printable(word: string, { subject }: QueryRequest): string {
  const isPhrase = /^[\p{Script=Han}，、：]{2,20}$/u.test(word) && /[查无未异失拒错误系统户信息不]/.test(word);
  const personal = [subject.name, ...subject.otherNames].some((name) => name !== '' && word.includes(name));
  return isPhrase && !personal ? word : '‹unprintable›';
}

/** Where a row stands, for messages about it. */
export const place = ({ position }: Row): string => `第${position + 1}行`;

export const defective = (defect: Defect, detail: string): QueryOutcome => ({ kind: 'defective', defect, detail });
