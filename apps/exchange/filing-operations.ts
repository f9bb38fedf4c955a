import { Problem, type ProblemField } from '#contracts/errors';
import {
  documentTypeOf,
  isApplicant, isKnownBystander,
  partyKindOf,
  readFilingMessage,
  readUserMarker,
  renderError,
  renderVerdicts,
  type MessageFiling,
  type MessageParty,
  type PartyVerdict,
} from '#libs/case-system-contract';
import type { FiledCase, FiledParty, FilingReceipt, PartyResult } from '#libs/filing';
import { parseYuan } from '#libs/identifiers';
import type { CallSource } from '#libs/access';
import type { SoapCall, SoapOperation } from '#libs/soap-service';
import type { FilingReception } from './filing-reception.js';
import type { Answer } from './pull-operations.js';

const MAX_USER_MARKER = 16 * 1024;

/**
 * `CccxRequests` (wire-contracts §9): from the strings of a call to the filing desk and back. A filing is acknowledged after its commit; if
 * something fails inside, the call ends as a SOAP fault, the case system sends again, and what was committed counts once.
 */
export class FilingOperations {
  constructor(private readonly reception: FilingReception) {}

  /** @throws whatever the desk rejects with, but for problems of what was filed */
  async answer(call: SoapCall<SoapOperation>, bytes: Uint8Array, receivedAt: Date, source: CallSource): Promise<Answer> {
    const [userMarker = '', body = ''] = call.parameters;
    const message = { operation: call.operation.name, bytes, receivedAt };
    const marker = userMarker.length > MAX_USER_MARKER ? ({ state: 'unreadable', cause: 'oversized', detail: '认证信息过长' } as const) : readUserMarker(userMarker);
    if (marker.state === 'unreadable') {
      await this.reception.keepStranger({ ...message, failure: marker.cause });
      return { value: renderError(marker.detail), outcome: 'unreadable', count: 0 };
    }
    const login = this.reception.login.check(marker.value, source);
    if (login !== 'right') {
      await this.reception.keepStranger({ ...message, failure: login });
      // Somebody with the right password and another certificate is not told that the password is right.
      return { value: renderError(login === 'too-many-guesses' ? '认证失败次数过多，请一分钟后重试' : '用户名或密码错误'), outcome: 'bad-credentials', count: 0 };
    }
    const reading = readFilingMessage(body);
    const institutionCode = this.reception.login.reference;
    const exchangeId = await this.reception.keep({ ...message, failure: reading.state === 'unreadable' ? reading.cause : null });
    if (reading.state === 'unreadable') return { value: renderError(reading.detail), outcome: 'unreadable', institutionCode, count: 0 };

    const verdicts: PartyVerdict[] = [];
    for (const filing of reading.value.filings) verdicts.push(...(await this.#file(filing, reading.value.queryKind, exchangeId)));
    const failed = verdicts.filter(({ result }) => result === 'fail').length;
    return { value: renderVerdicts(verdicts), outcome: failed === 0 ? 'accepted' : 'partly-accepted', institutionCode, count: verdicts.length };
  }

  async #file(filing: MessageFiling, queryKind: string, exchangeId: number): Promise<PartyVerdict[]> {
    const { filingNumber } = filing.head;
    const verdict = (row: MessageParty, result: PartyVerdict['result'], message: string): PartyVerdict => ({ filingNumber, partyNumber: row.partyNumber, result, message });
    const contradicting = filing.contradicting.map((row) => verdict(row, 'fail', '同一任务流水号的案件信息前后不一致'));
    const all = (message: string): PartyVerdict[] => [...filing.parties.map((row) => verdict(row, 'fail', message)), ...contradicting];

    const claim = filing.head.claim === '' ? 0 : parseYuan(filing.head.claim);
    if (typeof claim !== 'number' && !claim.ok) return this.#ended('refused', all('申请标的格式错误'));
    const rows = filing.parties.map((row) => ({ row, party: partyOf(row) }));
    const parties = rows.flatMap(({ party }) => (typeof party === 'string' ? [] : [party]));
    let receipt: FilingReceipt | undefined;
    if (parties.length > 0) {
      try {
        receipt = await this.reception.desk.file(toFiledCase(filing, typeof claim === 'number' ? claim : claim.value, queryKind, parties), {
          actor: { login: this.reception.login.reference, correlationId: null }, channel: 'soap', exchangeId, within: this.reception.login.court ?? null,
        });
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) throw error;
        return this.#ended(error.code === 'filing-conflict' ? 'conflict' : 'refused', all(wordsOfProblem(error)));
      }
    }
    const results = [...(receipt?.parties ?? [])];
    const verdicts = rows.map(({ row, party }) => {
      const [result, message] = typeof party === 'string' ? wordsOfUnread(party, row) : wordsOf(results.shift()!, receipt!, row);
      return verdict(row, result, message);
    });
    const nothing = verdicts.every(({ result }) => result === 'fail');
    return this.#ended(nothing ? 'refused' : receipt?.known === true && receipt.orderIds.length === 0 ? 'repeated' : 'accepted', [...verdicts, ...contradicting]);
  }

  #ended(result: 'accepted' | 'repeated' | 'conflict' | 'refused', verdicts: PartyVerdict[]): PartyVerdict[] {
    this.reception.onFiling?.(result);
    return verdicts;
  }
}

function toFiledCase({ head, parties: rows }: MessageFiling, principalFen: number, queryKind: string, parties: readonly FiledParty[]): FiledCase {
  // Whatever documents they have or not.
  const applicants = rows.flatMap(({ status, kind, name }) => {
    const read = partyKindOf(kind);
    return isApplicant(status) && read !== undefined ? [{ kind: read, name }] : [];
  });
  const day = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})$/.exec(head.filedOn);
  // Names stand where names stand; a system that writes certificate numbers there is understood as well.
  const officers = [head.officer, head.clerk].map((written) => (written === '' ? {} : { certificate: written, name: written }));
  return {
    number: head.filingNumber, caseNumber: head.caseNumber, ...(head.courtCode === '' ? {} : { courtCode: head.courtCode }),
    filedOn: day === null ? head.filedOn : `${day[1]}-${day[2]}-${day[3]}`,
    owed: { principalFen, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
    cause: head.cause, officers, requested: false, parties, applicants,
    remarks: { ahdm: head.caseCode, ajlx: head.caseType, cbbm1: head.department, cxlx: queryKind },
  };
}

/** The party, or in words why it cannot be read as one. */
function partyOf(row: MessageParty): FiledParty | string {
  const kind = partyKindOf(row.kind);
  if (kind === undefined) return '当事人类型未知';
  const type = documentTypeOf(row.documentType, row.documentNumber);
  if (type === undefined) return '证件类型未知';
  return { number: row.partyNumber, status: row.status, kind, name: row.name, documents: [{ type, number: row.documentNumber }] };
}

/** Somebody who owes nothing needs no document to be left alone. */
const wordsOfUnread = (why: string, row: MessageParty): readonly [PartyVerdict['result'], string] => (isKnownBystander(row.status) ? ['success', NOT_ASKED] : ['fail', why]);

const NOT_ASKED = '不是被执行人，不查询';

function wordsOf(party: PartyResult, receipt: FilingReceipt, row: MessageParty): readonly [PartyVerdict['result'], string] {
  switch (party.result) {
    case 'asked':
      if (receipt.held) return ['success', '已登记，按查询策略不自动查询'];
      return ['success', receipt.waitingForOfficer ? '已登记，承办人尚未在网关登记，登记后自动查询' : ''];
    case 'repeated':
      return ['success', '重复推送，此前已受理'];
    case 'already-asked':
      return ['success', '该当事人已是本案被执行人，不再重复查询'];
    case 'not-an-obligor':
      return isKnownBystander(row.status) ? ['success', NOT_ASKED] : ['fail', '诉讼地位未知，不查询'];
    case 'conflict':
      return ['fail', '同一任务流水号和当事人序号此前已推送过不同的内容'];
    case 'invalid':
      return wordsOfUnread([...new Set(party.fields.map(wordsOfField))].join('；'), row);
    default: {
      const never: never = party;
      return never;
    }
  }
}

const FIELD_WORDS: readonly (readonly [prefix: string, words: string])[] = [
  ['/filingNumber', '任务流水号格式错误'],
  ['/caseNumber', '案号格式错误或案件类型不支持'],
  ['/courtCode', '法院代码与案号不符'],
  ['/filedOn', '立案日期错误'],
  ['/owed', '申请标的超出范围'],
  ['/number', '当事人序号格式错误'],
  ['/name', '名称错误'],
  ['/documents/0/type', '证件类型与当事人类型不符'],
  ['/documents', '证件号码校验不通过'],
];

const wordsOfField = ({ field }: ProblemField): string => FIELD_WORDS.find(([prefix]) => field.startsWith(prefix))?.[1] ?? '内容错误';

function wordsOfProblem(problem: Problem): string {
  switch (problem.code) {
    case 'filing-conflict':
      return '同一任务流水号此前已推送过不同的案件信息';
    case 'court-beyond-reach':
      return '案号中的法院不属于本系统所绑定的法院';
    case 'court-unknown':
      return '案号中的法院未在网关登记';
    case 'case-not-open':
      return '案件已结案，不能追加';
    default:
      return [...new Set((problem.fields ?? []).map(wordsOfField))].join('；') || '内容错误';
  }
}
