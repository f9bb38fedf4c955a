import type { CannotCarry, ControlOperation, ControlRequest } from '#contracts/adapter';
import { byteLength, controlFields, currencyNumber, currencyOfOrder, isAccountTarget, LONGEST, MEASURE_CODES, moneyOf, productCodeOf, type ProductNaming } from './control-fields.js';
import { wireDocument } from './render-requests.js';

const AT_THE_COUNTER = '由两名执行人员持执行裁定书、协助执行通知书、工作证和执行公务证到机构现场办理（线下查控）';

const PAYS: ReadonlySet<ControlOperation> = new Set<ControlOperation>(['deduct', 'withdraw-income', 'freeze-and-deduct']);
const FOLLOWS: ReadonlySet<ControlOperation> = new Set<ControlOperation>(['renew', 'release', 'deduct']);
const HAS_TERM: ReadonlySet<ControlOperation> = new Set<ControlOperation>(['freeze', 'renew', 'wait', 'freeze-and-deduct']);

/**
 * Why an order cannot be written as `kzqq` and `kzzh` at all: what it is on, how much it asks for, what it lacks, what is longer than the
 * columns institutions have. Whether an institution carries out a measure is its own answer, never ours.
 */
export function cannotCarry(order: ControlRequest, naming: ProductNaming): CannotCarry | undefined {
  const { target, extent, operation } = order;
  const no = (why: string, offlineWay = AT_THE_COUNTER): CannotCarry => ({ why, offlineWay });
  if (!isAccountTarget(target)) return no(`the contract has no field for a target of kind ${target.kind}`);
  if (MEASURE_CODES[operation] === undefined) return no(`the contract has no code for the measure ${operation}`);
  if (target.kind === 'product' && PAYS.has(operation)) {
    return no('units of a product are not paid out online: they are redeemed into the account first', '先冻结该金融资产及其资金回款账户，待赎回、到期资金回款后再扣划；急需处置的，由两名执行人员持裁定书和协助执行通知书到机构现场办理');
  }
  if (extent.by === 'whole' || extent.by === 'ratio') return no(`the contract has no field for an extent by ${extent.by}`, '改为按金额或者份额申请控制；确需整体控制的，到机构现场办理');
  if (target.kind === 'product' && extent.by === 'account') return no('a product is ordered by units or by amount, never as an account', '改为按份额或者金额申请控制');
  if (target.kind === 'account' && extent.by === 'quantity') return no('an account holds money: it is ordered by amount or as a whole', '改为按金额申请控制');
  const size = moneyOf(extent)?.fen ?? 1;
  if (!Number.isSafeInteger(size) || size <= 0) return no('an order states a positive amount in fen', '核对申请控制金额后重新申请');
  const currency = currencyOfOrder(order);
  if (currency !== undefined && currencyNumber(currency) === undefined) return no('the currency has no number in the contract');
  return lacking(order, no) ?? tooLong(order, naming, no);
}

type No = (why: string, offlineWay?: string) => CannotCarry;

/** What an operation cannot do without (§2.10.3, conditional fields). */
function lacking(order: ControlRequest, no: No): CannotCarry | undefined {
  const { operation, payee, original, from, until, subject } = order;
  if (wireDocument(subject.documents).type === '') return no('the obligor has no document of a type in the contract, and a measure is never taken on a name alone');
  if (HAS_TERM.has(operation) && (from === undefined || until === undefined)) return no('the measure has no first or last day', '补正控制期限后重新申请');
  if (FOLLOWS.has(operation) && original === undefined) return no('the order names no original freeze', '补正原冻结案号和请求单号后重新申请');
  if (PAYS.has(operation) && (payee === undefined || [payee.accountName, payee.bankName, payee.bankNumber, payee.accountNumber].some((part) => part.trim() === ''))) {
    return no('the account of the case is not complete: name, bank, bank number and account number', '在案款账户登记中补正户名、开户行、联行号和账号后重新申请');
  }
  if (order.target.kind === 'product' && productCodeOf(order.target) === '' && (order.target.wealthAccount ?? '') === '') {
    return no('the institution gave the product neither a code nor a wealth account, so that nothing on the wire says which one is meant');
  }
  return undefined;
}

function tooLong(order: ControlRequest, naming: ProductNaming, no: No): CannotCarry | undefined {
  const { head, row } = controlFields(order, '', naming);
  for (const [name, value] of Object.entries({ ...head, ...row })) {
    const longest = name in LONGEST ? LONGEST[name as keyof typeof LONGEST] : undefined;
    if (longest !== undefined && byteLength(value) > longest) return no(`${name} is longer than the ${longest} bytes institutions keep`);
  }
  return undefined;
}
