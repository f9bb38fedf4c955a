import type { ControlEffect, ControlEntry, ControlFeedbackVerb, ControlOutcome, ControlReceipt, ControlRequest, Defect, Reading } from '#contracts/adapter';
import { Report, type Loss } from '#libs/convert-data-service';
import { decodeBase64, type LeafElement } from '#libs/judicial-xml';
import { isNoReason, isUnderWay, positionIn, refusalOf, waits, wasQueued } from './real-estate.control-words.js';
import { day, instant, orNone, text } from './real-estate.values.js';
import { childOf, field, isDamaged, readRecords, rowsOf, schemaFault, type RequestRecords } from './real-estate.wire.js';
import { FAILED, isPhrase, refusalCode, speaksOfFailure, SUCCEEDED } from './real-estate.words.js';

/** `feedkzBdcQL` and `feedkzhzBdcQL` (§7.2). The contract has no message for sending an order back: that is `KZZT`=2 with a reason. */
export function readControlFeedback(verb: ControlFeedbackVerb, parameter: string): Reading<readonly ControlEntry[]> {
  switch (verb) {
    case 'feed-control':
      return entries(readRecords(parameter, 'BDCKZJG'), (own) => ({ state: 'read', value: entryOf(own, (order) => interpretControl(order, own)) }));
    case 'feed-receipt':
      return entries(readRecords(parameter, 'HZXX'), receiptEntry);
    default:
      return schemaFault(`接口不含${verb}`);
  }
}

function entries(reading: Reading<readonly RequestRecords[]>, entry: (own: RequestRecords) => Reading<ControlEntry>): Reading<readonly ControlEntry[]> {
  if (reading.state !== 'read') return reading;
  const all: ControlEntry[] = [];
  for (const own of reading.value) {
    const read = entry(own);
    if (read.state !== 'read') return read;
    all.push(read.value);
  }
  return { state: 'read', value: all };
}

const entryOf = ({ requestNumber, position }: RequestRecords, interpret: ControlEntry['interpret']): ControlEntry => ({
  requestNumber,
  position,
  interpret: (order) => (order.requestNumber === requestNumber ? interpret(order) : defective('contradictory', '反馈的请求单号与控制请求不一致')),
});

/** A receipt that cannot be decoded refuses its message: the registry has the file and can send it again, we could only lose it. */
function receiptEntry(own: RequestRecords): Reading<ControlEntry> {
  const receipts = own.records.map(receiptOf);
  const damaged = receipts.findIndex((receipt) => receipt === undefined);
  if (damaged >= 0) return schemaFault(`第${own.position + damaged + 1}个HZXX的WSNR无法解码`);
  const sent = receipts.filter((receipt) => receipt !== undefined);
  return {
    state: 'read',
    value: {
      ...entryOf(own, () => ({ kind: 'unconfirmed', wireStatus: 'HZXX', detail: '只有回执，没有控制结果' })),
      supplement: (current) => supplemented(current, sent),
    },
  };
}

/** `HZXX` (§7.5). The file is Base64 as a text and then coded as every leaf, or only once. */
function receiptOf(row: LeafElement): ControlReceipt | undefined {
  const leaf = childOf(row, 'WSNR');
  if (leaf === undefined || leaf.raw === '') return undefined;
  const content = (leaf.text === '' ? undefined : decodeBase64(leaf.text)) ?? decodeBase64(leaf.raw);
  return content === undefined || content.length === 0 ? undefined : { fileName: field(row, 'WJMC'), fileType: field(row, 'WJLX').replace(/^\./, '').toLowerCase(), content };
}

/** The answer with the receipts it did not have; an answer that says nothing of an effect cannot carry any. */
function supplemented(current: ControlOutcome, sent: readonly ControlReceipt[]): ControlOutcome | undefined {
  if (current.kind !== 'effective' && current.kind !== 'waiting' && current.kind !== 'in-progress' && current.kind !== 'refused') return undefined;
  const effect: ControlEffect = current.effect ?? {};
  const known = effect.receipts ?? [];
  const all = withoutRepeats([...known, ...sent], (a, b) => a.fileName === b.fileName && Buffer.compare(a.content, b.content) === 0);
  return all.length === known.length ? undefined : { ...current, effect: { ...effect, receipts: all } };
}

function withoutRepeats<T>(list: readonly T[], same: (a: T, b: T) => boolean): readonly T[] {
  return list.filter((one, index) => list.findIndex((other) => same(one, other)) === index);
}

/** Control feedback of one order: its `BDCKZJG` as an outcome. The registry may say another thing later (§7.6): each is read by itself. */
function interpretControl(order: ControlRequest, { records }: RequestRecords): ControlOutcome {
  for (const name of ['RESULT', 'MESSAGE']) if (records.some((record) => isDamaged(record, name))) return defective('encoding', `${name}无法解码`);
  const codes = [...new Set(records.map((record) => field(record, 'RESULT')).filter((code) => code !== ''))];
  if (codes.length > 1) return defective('contradictory', '同一请求单号有多个不同的RESULT');
  const rows = records.flatMap(rowsOfUnit);
  const message = [...new Set(records.map((record) => field(record, 'MESSAGE')).filter((words) => words !== ''))].join('；');
  const [code = ''] = codes;

  const losses: Loss[] = [];
  const results = rows.map((row, index) => resultOf(row, order, new Report(losses, `第${index + 1}行`)));
  const [loss] = losses;
  if (loss !== undefined) return { kind: 'defective', ...loss };
  // A right of the building and one of the land in one unit are two rows about one seal: what is said of it must be the same.
  const [first, ...others] = results;
  if (first === undefined) return withoutRows(code, message, order);
  if (others.some((other) => KEYS.some((key) => other[key] !== first[key]))) return defective('contradictory', '同一不动产单元有互相矛盾的控制结果');
  if (code !== '' && code !== SUCCEEDED && first.status === '1') return defective('contradictory', 'RESULT不是成功，控制结果却是已控制');
  const remarks = orNone([...new Set(results.flatMap((result) => (result.remarks === undefined ? [] : [result.remarks])))].join('；'));
  const receipts = records.flatMap((record) => rowsOf(record, 'HZXX')).map(receiptOf).filter((receipt) => receipt !== undefined);
  return outcomeOf({ ...first, remarks }, message, receipts, order);
}

/** `KZXXLIST/KZXX`; one implementer writes the fields directly under `BDCKZJG`. */
function rowsOfUnit(record: LeafElement): readonly LeafElement[] {
  const rows = rowsOf(record, 'KZXX');
  return rows.length === 0 && (childOf(record, 'KZZT') !== undefined || childOf(record, 'BDCDYH') !== undefined) ? [record] : rows;
}

interface RowResult {
  readonly status: string;
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly startedAt: string | undefined;
  readonly reference: string;
  readonly reason: string;
  readonly remarks: string | undefined;
}

const KEYS = ['status', 'from', 'until', 'reference', 'reason'] as const satisfies readonly (keyof RowResult)[];

function resultOf(row: LeafElement, order: ControlRequest, report: Report): RowResult {
  // The words beside the status say whether it waits: without them a seal could be read that is none.
  for (const name of ['KZZT', 'BDCDYH', 'CXQQDH', 'WNKZYY', 'BEIZ']) if (isDamaged(row, name)) report.lose('encoding', `${name}无法解码`);
  checkTarget(row, order, report);
  const status = field(row, 'KZZT').replace(/^0(?=\d$)/, '');
  if (status === '') report.lose('schema', '缺少KZZT');
  const [from, until] = [day(row, 'CSKSRQ', report), day(row, 'CSJSRQ', report)];
  if (from !== undefined && until !== undefined && until < from) report.lose('contradictory', '措施终期早于始期');
  const business = text(row, 'YWH', report);
  return {
    status,
    from,
    until,
    startedAt: instant(field(row, 'CSKSRQ')),
    reference: text(row, 'CFYWH', report) || business,
    reason: text(row, 'WNKZYY', report),
    remarks: report.remarks(text(row, 'BEIZ', report), business === '' ? '' : `业务号${business}`),
  };
}

/** The row must be about the unit of the order, and about the order. */
function checkTarget(row: LeafElement, { requestNumber, target }: ControlRequest, report: Report): void {
  const plain = (code: string): string => code.normalize('NFKC').replace(/[\s-]+/g, '').toUpperCase();
  if (target.kind !== 'real-estate') return report.lose('contradictory', '请求的控制对象不是不动产');
  const own = field(row, 'CXQQDH');
  if (own !== '' && own !== requestNumber) report.lose('contradictory', '请求单号与所属反馈不一致');
  const [unit, certificate] = [plain(field(row, 'BDCDYH')), plain(field(row, 'BDCQZH'))];
  const [askedUnit, askedCertificate] = [plain(target.unitCode), plain(target.certificate ?? '')];
  if (unit !== '' && askedUnit !== '') {
    if (unit !== askedUnit) report.lose('contradictory', '反馈的不动产单元不是请求控制的单元');
    else if (certificate !== '' && askedCertificate !== '' && certificate !== askedCertificate) report.remark('反馈的不动产权证号与请求不同');
    return;
  }
  if (certificate !== '' && askedCertificate !== '') {
    if (certificate !== askedCertificate) report.lose('contradictory', '反馈的不动产权证不是请求控制的权证');
    return;
  }
  report.remark('未反馈不动产单元号');
}

function outcomeOf(row: RowResult, message: string, receipts: readonly ControlReceipt[], order: ControlRequest): ControlOutcome {
  const { operation } = order;
  const words = [row.reason, row.remarks ?? '', message].filter((part) => part !== '').join('；');
  const effect = effectOf(row, receipts);
  switch (row.status) {
    case '1': {
      const isWaiting = waits(operation, words);
      if (!isWaiting && !isNoReason(row.reason)) return defective('contradictory', '控制结果是已控制，又说明了未能控制的原因');
      if (operation === 'serve-transfer' && isUnderWay(words)) return { kind: 'in-progress', effect, detail: '登记机构已收到过户文书，正在办理' };
      if (!isWaiting) return { kind: 'effective', effect };
      return waiting(effect, words);
    }
    case '2': {
      if (wasQueued(operation, words)) return waiting(effect, words);
      const reason = [row.reason, isNoReason(row.reason) ? message : ''].filter((part) => part !== '').join('；');
      const reasonCode = refusalOf(words) ?? refusalCode(reason);
      const answered = Object.keys(effect).length === 0 ? {} : { effect };
      return { kind: 'refused', reason: reason || '未说明未能控制的原因', ...(reasonCode === undefined ? {} : { reasonCode }), ...answered };
    }
    default:
      return { kind: 'unconfirmed', wireStatus: printable(row.status), detail: 'KZZT为本版本接口未定义的代码' };
  }
}

/** A seal that waits has no last day of its own: what stands there says how long it stays in the queue. */
function waiting(effect: ControlEffect, words: string): ControlOutcome {
  const position = positionIn(words);
  // The moment it was registered is not the moment it takes effect.
  const { effectiveAt: _, ...queued } = effect;
  return { kind: 'waiting', effect: queued, ...(position === undefined ? {} : { position }) };
}

function effectOf(row: RowResult, receipts: readonly ControlReceipt[]): ControlEffect {
  const { startedAt = '' } = row;
  return {
    ...(row.from === undefined ? {} : { from: row.from }),
    ...(row.until === undefined ? {} : { until: row.until }),
    // A day written with zeros for its time says no moment; measures rank by moments (C6).
    ...(startedAt.includes('T') && !startedAt.includes('T00:00:00') ? { effectiveAt: startedAt } : {}),
    ...(row.reference === '' ? {} : { institutionReference: row.reference }),
    ...(receipts.length === 0 ? {} : { receipts }),
    ...(row.remarks === undefined ? {} : { remarks: row.remarks }),
  };
}

/** No row: whatever RESULT says, nobody has said that the unit is sealed. Only a reason makes it a refusal. */
function withoutRows(code: string, message: string, order: ControlRequest): ControlOutcome {
  if (code === '') return defective('schema', '既没有RESULT，也没有控制结果');
  const reasonCode = code === SUCCEEDED ? undefined : (refusalOf(message) ?? refusalCode(message));
  if (reasonCode !== undefined) return { kind: 'refused', reason: message, reasonCode };
  const names = [order.subject.name, ...order.subject.otherNames].some((name) => name !== '' && message.includes(name));
  const words = isPhrase(message) && !names ? message : '';
  if (code === SUCCEEDED) return { kind: 'unconfirmed', wireStatus: SUCCEEDED, detail: speaksOfFailure(message) && words !== '' ? words : '没有控制结果（KZXX）' };
  // Not `unavailable`: the registry has the order, and whether it was carried out before this went wrong is not said.
  if (code === FAILED) return { kind: 'unconfirmed', wireStatus: FAILED, detail: words || '登记机构处理失败（2040）' };
  return { kind: 'unconfirmed', wireStatus: printable(code), detail: words || 'RESULT为本版本接口未定义的代码' };
}

const printable = (code: string): string => (/^[0-9A-Za-z]{1,10}$/.test(code) ? code : '‹unprintable›');

const defective = (defect: Defect, detail: string): ControlOutcome => ({ kind: 'defective', defect, detail });
