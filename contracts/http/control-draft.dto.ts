import type { ControlOperation } from '#contracts/adapter';
import { CONTROL_EXTENT_WORDS, CONTROL_OPERATION_WORDS, CONTROL_PRIORITY_WORDS, type ControlExtentWord, type ControlPriorityWord } from './control-words.js';
import { BooleanField, ChoiceField, DayField, FenField, ObjectField, ObjectListField, TextField, WholeNumberField, WholeNumberListField } from './fields.js';

/** Where a thing was found: nothing about it is typed in, all of it is taken from that answer. */
export class FoundReferenceDto {
  @WholeNumberField({ description: 'Id of the request whose answer names it', min: 1, max: Number.MAX_SAFE_INTEGER })
  requestId!: number;

  @TextField({ description: 'How that answer names it (账号, 号牌, 单元号 …), as `reference` of the asset', max: 300 })
  reference!: string;
}

/** How much. */
export class NewExtentDto {
  @ChoiceField(CONTROL_EXTENT_WORDS, { description: 'amount: an exact sum (资金); account: the whole account, with a reason (账户); quantity: shares or units; ratio: of a holding; whole: a thing' })
  by!: ControlExtentWord;

  @FenField({ description: 'amount: the sum in the currency of the thing, fen; quantity: what the shares are worth, CNY fen; not needed of a measure that is counted in shares or units', optional: true })
  fen?: number;

  @TextField({ description: 'quantity: how many', max: 40, pattern: /^\d{1,18}(\.\d{1,8})?$/, allowed: 'a decimal number', optional: true })
  quantity?: string;

  @WholeNumberField({ description: 'ratio: basis points, 10000 is all of it', min: 1, max: 10_000, optional: true })
  basisPoints?: number;
}

/** To whom a registered thing passes (过户对象), for serve-transfer. */
export class TransferPartyDto {
  @TextField({ description: 'Name', max: 200 })
  name!: string;

  @TextField({ description: 'Type of document', max: 40 })
  documentType!: string;

  @TextField({ description: 'Number of the document', max: 60 })
  documentNumber!: string;
}

/** One measure to draft: on a thing that was found (`assetId` or `found`), or on a measure that exists (`measureId`). */
export class NewControlOrderDto {
  @ChoiceField(CONTROL_OPERATION_WORDS, { description: 'What is to be done (控制措施)' })
  operation!: ControlOperation;

  @TextField({ description: 'Id of the thing in the list of assets of the case', min: 16, max: 16, pattern: /^[0-9a-f]{16}$/, allowed: '16 hex digits', optional: true })
  assetId?: string;

  @TextField({ description: 'With assetId, where several institutions report the thing: the one to order', max: 40, optional: true })
  institutionCode?: string;

  @ObjectField(() => FoundReferenceDto, { description: 'The same by the answer that names it', optional: true })
  found?: FoundReferenceDto;

  @TextField({ description: 'The measure that is renewed, released or deducted from', max: 60, optional: true })
  measureId?: string;

  @ObjectField(() => NewExtentDto, { description: 'How much; all of it when absent', optional: true })
  extent?: NewExtentDto;

  @FenField({ description: 'What it comes to, CNY fen, where no answer says: things, foreign money', optional: true })
  worthFen?: number;

  @DayField({ description: 'First day in force; today when absent', optional: true })
  from?: string;

  @DayField({ description: 'Last day in force; as long as the law allows when absent', optional: true })
  until?: string;

  @TextField({ description: 'Why (理由), as the ruling says it; no names and numbers of people', max: 500 })
  reason!: string;

  @ChoiceField(CONTROL_PRIORITY_WORDS, { description: 'urgent: overtakes everything (urgent preservation, release)', optional: true })
  priority?: ControlPriorityWord;

  @BooleanField({ description: 'Foreign money is exchanged before it is paid (是否结汇)', optional: true })
  convertCurrency?: boolean;

  @ObjectListField(() => TransferPartyDto, { description: 'To whom it passes (过户对象)', max: 20, optional: true })
  transferTo?: TransferPartyDto[];
}

export class DraftControlOrdersDto {
  @ObjectListField(() => NewControlOrderDto, { description: 'All are drafted, or none', min: 1, max: 200 })
  orders!: NewControlOrderDto[];
}

export class SubmitControlOrdersDto {
  @TextField({ description: 'Login of who is to approve: neither drafter nor an officer of the case (四眼)', max: 100 })
  approver!: string;

  @WholeNumberListField({ description: 'Numbers of the orders; all are put before them together', min: 1, max: 200, from: 1, to: Number.MAX_SAFE_INTEGER })
  orderIds!: number[];
}
