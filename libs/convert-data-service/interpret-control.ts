import type { ControlEffect, ControlOutcome, ControlRequest, Defect, Money, PriorMeasure, ThirdPartyRight } from '#contracts/adapter';
import type { CodedElement } from '#libs/judicial-xml';
import { accountNumberOf, bareNumber, currencyOfOrder, isAccountTarget, productCodeOf, rowNumberOf } from './control-fields.js';
import { binds, fenOf, isMore, judgeSums, readSums, type ControlSums } from './control-numbers.js';
import { saysUnderWay, saysWaiting } from './control-words.js';
import { place, withoutRepeats } from './interpret-rows.js';
import { field, isDamaged, strangers, type Row } from './read-messages.js';
import { receiptsOf } from './receipts.js';
import { Report, type Loss } from './report.js';
import { namesSomebodyElse } from './subject-echo.js';
import { amountOf, currency, day, decimal, text } from './values.js';
import { returnReason } from './words.js';

/** What one contract knows about its `kzxx` rows. */
export interface ControlContract {
  readonly productBy: 'code' | 'name';
  /** 在先冻结 and 优先受偿权, where the contract has them. */
  details?(row: CodedElement, currency: string, report: Report): { readonly priorMeasures: readonly PriorMeasure[]; readonly rights: readonly ThirdPartyRight[] };
}

/** The `kzxx` rows of one order and the receipts beside them. */
export interface ControlRows {
  readonly rows: readonly Row[];
  readonly receipts: readonly CodedElement[];
  readonly strangers: readonly string[];
}

/** Control feedback of one order as an outcome. Never throws. */
export function interpretControl(request: ControlRequest, { rows, receipts, strangers: beside }: ControlRows, contract: ControlContract): ControlOutcome {
  const own = withoutRepeats(rows);
  const [first] = own;
  if (first === undefined) return defective('schema', '没有kzxx');
  const foreign = own.map((row) => speaksOfSomethingElse(row, request, contract)).find((found) => found !== undefined);
  if (foreign !== undefined) return foreign;
  if (own.length > 1) return defective('contradictory', `同一请求单号有${own.length}条内容不同的kzxx`);
  return outcomeOf(first, request, contract, receipts, beside);
}

/** A row that was damaged where it matters, or is about another row, account or person than the order. */
function speaksOfSomethingElse(row: Row, request: ControlRequest, { productBy }: ControlContract): ControlOutcome | undefined {
  const { element } = row;
  const { target } = request;
  const damaged = ['CCXH', 'KHZH', 'KZZT', 'KTZT', 'JRCPBH', 'LCZH'].find((name) => isDamaged(element, name));
  if (damaged !== undefined) return defective('encoding', `${place(row)}${damaged}无法解码`);
  if (namesSomebodyElse(element, request)) return defective('wrong-person', `${place(row)}的户名或证件号码不是被执行人`);
  if (!isAccountTarget(target)) return defective('schema', '该请求的控制对象不是账户或者金融资产');
  const rowNumber = field(element, 'CCXH');
  if (rowNumber === '') return defective('schema', `${place(row)}缺少CCXH`);
  if (Number(rowNumber) !== Number(rowNumberOf(target))) return defective('schema', `${place(row)}的CCXH不是请求中的序号`);
  const accounts = target.kind === 'account' ? [accountNumberOf(target)] : [accountNumberOf(target), target.settlementAccount, target.wealthAccount];
  if (isOther(field(element, 'KHZH'), accounts)) return defective('wrong-person', `${place(row)}的KHZH不是申请控制的账户`);
  if (target.kind !== 'product') return undefined;
  if (productBy === 'code' && isOther(field(element, 'JRCPBH'), [productCodeOf(target)])) return defective('wrong-person', `${place(row)}的JRCPBH不是申请控制的金融资产`);
  if (isOther(field(element, 'LCZH'), [target.wealthAccount])) return defective('wrong-person', `${place(row)}的LCZH不是申请控制的理财账号`);
  return undefined;
}

/** What is blank says nothing; what the order does not name cannot be compared. */
function isOther(written: string, own: readonly (string | undefined)[]): boolean {
  const plain = (number: string): string => bareNumber(number).normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const known = own.filter((number) => number !== undefined && number !== '').map((number) => plain(number ?? ''));
  return written !== '' && known.length > 0 && !known.includes(plain(written));
}

function outcomeOf(row: Row, request: ControlRequest, contract: ControlContract, receipts: readonly CodedElement[], beside: readonly string[]): ControlOutcome {
  const { element } = row;
  const losses: Loss[] = [];
  const report = new Report(losses, place(row));
  const said = statusOf(element);
  if (said === undefined) return defective('contradictory', `${place(row)}的KZZT与KTZT不一致`);
  if (said === '') return defective('schema', `${place(row)}缺少KZZT`);
  if (said !== '1' && said !== '2') return { kind: 'unconfirmed', wireStatus: /^[0-9A-Za-z]{1,10}$/.test(said) ? said : '‹unprintable›', detail: 'KZZT为本版本接口未定义的控制结果' };

  const sums = readSums(element);
  const effect = effectOf(element, sums, request, contract, report);
  if (said === '1' && binds(request) && !saysHowMuch(effect)) report.remark('未反馈实际控制金额');
  for (const name of [...beside, ...strangers(element, ['djxx', 'qlxx', 'hzxx'])]) report.remark(`含有未识别的内容${name}`);
  const own = receiptsOf(receipts, report);
  const [loss] = losses;
  if (loss !== undefined) return defective(loss.defect, loss.detail);
  const reason = text(element, 'WNKZYY', report);
  const remark = text(element, 'BEIZ', report);
  const whole = (...words: readonly string[]): ControlEffect => ({ ...effect, ...(own.length === 0 ? {} : { receipts: own }), remarks: report.remarks(...words) });
  return said === '1' ? controlled(request, { reason, remark }, whole) : notControlled(request, { reason, remark }, whole);
}

/** KZZT, under its old name KTZT in V0; undefined when both stand there and differ. */
function statusOf(element: CodedElement): string | undefined {
  const [now, before] = ['KZZT', 'KTZT'].map((name) => field(element, name).normalize('NFKC'));
  if (now !== '' && before !== '' && now !== before) return undefined;
  return now === '' ? before : now;
}

interface Words {
  readonly reason: string;
  readonly remark: string;
}

type Whole = (...words: readonly string[]) => ControlEffect;

function controlled(request: ControlRequest, { reason, remark }: Words, whole: Whole): ControlOutcome {
  const effect = whole(reason, remark);
  const words = `${reason}，${remark}`;
  if (takes(request) && saysUnderWay(words)) return { kind: 'in-progress', effect, detail: '款项已划出，收款行尚未确认' };
  const waits = begins(request) && holdsNothing(effect) && (saysWaiting(words) || request.operation === 'wait' || standsBehind(effect, request));
  if (!waits) return { kind: 'effective', effect };
  const before = inForce(effect, request).length;
  return { kind: 'waiting', effect, ...(before === 0 ? {} : { position: before + 1 }) };
}

function notControlled(request: ControlRequest, { reason, remark }: Words, whole: Whole): ControlOutcome {
  const effect = whole(remark);
  if (!holdsNothing(effect)) {
    // 产品已冻结、回款账户未冻结, and the other way round (§4.7): something is bound and must be known, whatever the status says of the rest.
    if (request.target.kind === 'product' && reason !== '') return { kind: 'effective', effect: whole(reason, remark, '〔网关〕控制结果为未控制，但已反馈实际控制数量或金额，按部分控制处理') };
    return defective('contradictory', 'KZZT为未控制，SKJE或SKSE却不为零');
  }
  if (begins(request) && saysWaiting(`${reason}，${remark}`)) return { kind: 'unconfirmed', wireStatus: '2', detail: 'KZZT为未控制，说明中却称已轮候，需向机构核实' };
  const { code } = returnReason(reason);
  // What a refusal says beside its reason: nothing is bound, so sums and days of a measure mean nothing.
  const { balance, available, priorMeasures, rights, receipts } = effect;
  const told: ControlEffect = { balance, available, priorMeasures, rights, receipts, ...(reason !== '' && remark !== '' ? { remarks: effect.remarks } : {}) };
  return {
    kind: 'refused',
    reason: reason || remark || '未说明未能控制的原因',
    ...(code === undefined ? {} : { reasonCode: code }),
    ...(Object.values(told).some((value) => value !== undefined) ? { effect: told } : {}),
  };
}

/** Orders that may find others before them. */
const begins = ({ operation }: ControlRequest): boolean => ['freeze', 'wait', 'renew', 'freeze-and-deduct'].includes(operation);
const takes = ({ operation }: ControlRequest): boolean => ['deduct', 'withdraw-income', 'freeze-and-deduct'].includes(operation);

const holdsNothing = ({ held, heldQuantity }: ControlEffect): boolean => (held?.fen ?? 0) === 0 && /^[0.]*$/.test(heldQuantity?.amount ?? '');

/**
 * Nothing held behind earlier freezes that are in force is a place in the queue (轮候), whatever measure was ordered: cores queue a 01 by
 * themselves (§2.11). Without an earlier freeze it is a freeze of zero, which binds whatever money comes.
 */
const standsBehind = (effect: ControlEffect, request: ControlRequest): boolean => saysHowMuch(effect) && inForce(effect, request).length > 0;

/** Said in so many figures: what was left out may be anything. */
const saysHowMuch = ({ held, heldQuantity }: ControlEffect): boolean => held !== undefined || heldQuantity !== undefined;

/** Earlier measures that had not ended when ours began. One that says no end is in force. */
function inForce({ priorMeasures = [], from }: ControlEffect, request: ControlRequest): readonly PriorMeasure[] {
  const began = from ?? request.from;
  return priorMeasures.filter(({ endsOn }) => endsOn === undefined || began === undefined || endsOn >= began);
}

function fenIn(amount: string): number | undefined {
  const reading = amountOf(amount);
  return reading.state === 'read' && reading.fen > 0 ? reading.fen : undefined;
}

function effectOf(element: CodedElement, sums: ControlSums, request: ControlRequest, contract: ControlContract, report: Report): ControlEffect {
  const known = currencyOfOrder(request);
  const own = currency(element, report, known ?? 'CNY');
  if (known !== undefined && own !== known) report.lose('contradictory', 'BZ不是申请控制的币种');
  judgeSums(element, sums, request, report);
  // 控制内容: a whole account was bound where a sum was ordered.
  if (binds(request) && field(element, 'KZNR').normalize('NFKC') === '2' && request.extent.by !== 'account') report.lose('contradictory', 'KZNR为账户，申请控制的却是资金');
  const money = (reading: ControlSums[keyof ControlSums]): Money | undefined => {
    const fen = fenOf(reading);
    return fen === undefined ? undefined : { fen, currency: own };
  };
  const from = day(element, 'CSKSRQ', report);
  const until = day(element, 'CSJSRQ', report);
  if (from !== undefined && until !== undefined && until < from) report.lose('contradictory', 'CSJSRQ早于CSKSRQ');
  if (until !== undefined && request.until !== undefined && until > request.until) report.remark('措施终期晚于申请控制结束时间');
  const amount = decimal(element, 'SKSE', report);
  const asked = request.extent.by === 'quantity' ? request.extent.quantity : undefined;
  if (amount !== undefined && asked !== undefined && isMore(amount, asked.amount)) report.lose('contradictory', 'SKSE大于申请控制数量');
  // 数量/份额/金额: what was ordered in money is answered in money, whichever of the two fields the institution fills.
  const inMoney = amount !== undefined && request.extent.by === 'amount' && (fenOf(sums.held) ?? 0) === 0 ? fenIn(amount) : undefined;
  if (inMoney !== undefined && request.extent.by === 'amount' && inMoney > request.extent.amount.fen) report.lose('contradictory', 'SKSE大于申请控制金额');
  const { priorMeasures = [], rights = [] } = contract.details?.(element, own, report) ?? {};
  return {
    limit: binds(request) && fenOf(sums.limit) === 0 && (fenOf(sums.held) ?? 0) > 0 ? undefined : money(sums.limit),
    held: inMoney === undefined ? money(sums.held) : { fen: inMoney, currency: own },
    heldQuantity: amount === undefined || inMoney !== undefined ? undefined : { amount, unit: asked?.unit ?? (field(element, 'JLDW') || '元') },
    unfunded: money(sums.unfunded),
    balance: money(sums.balance),
    available: money(sums.available),
    from,
    until,
    priorMeasures: priorMeasures.length === 0 ? undefined : priorMeasures,
    rights: rights.length === 0 ? undefined : rights,
  };
}

const defective = (defect: Defect, detail: string): ControlOutcome => ({ kind: 'defective', defect, detail });
