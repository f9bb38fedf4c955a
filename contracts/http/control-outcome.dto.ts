import { CONTROL_OUTCOME_KINDS, type ControlOutcomeKind } from '#contracts/adapter';
import { MoneyDto, PriorMeasureDto, QuantityDto, ThirdPartyRightDto } from './asset.dto.js';
import { ChoiceField, DayField, FenField, FreeTextField, MomentField, ObjectField, ObjectListField, TextField, WholeNumberField } from './fields.js';

const VERSION = { min: 0, max: 2_147_483_647 };
const MOST = 1_000_000;

/** What an institution says it did (控制结果). What it did not say is absent, never zero. */
export class ControlOutcomeDto {
  @ChoiceField(CONTROL_OUTCOME_KINDS, { description: 'effective with nothing held is a freeze of zero; waiting is no money; unconfirmed is asked about, never sent again' })
  kind!: ControlOutcomeKind;

  @ObjectField(() => MoneyDto, { description: 'Bound when money comes (冻结限额)', optional: true })
  limit?: MoneyDto;

  @ObjectField(() => MoneyDto, { description: 'Bound now, or released or deducted now (实际控制金额)', optional: true })
  held?: MoneyDto;

  @ObjectField(() => QuantityDto, { description: 'The same in shares or units', optional: true })
  heldQuantity?: QuantityDto;

  @ObjectField(() => MoneyDto, { description: 'Part of the limit without money behind it (超额控制金额)', optional: true })
  unfunded?: MoneyDto;

  @ObjectField(() => MoneyDto, { description: 'Balance', optional: true })
  balance?: MoneyDto;

  @ObjectField(() => MoneyDto, { description: 'Available balance', optional: true })
  available?: MoneyDto;

  @FreeTextField({ description: 'First day, as the institution registered it', optional: true })
  from?: string;

  @FreeTextField({ description: 'Last day, as the institution registered it', optional: true })
  until?: string;

  @FreeTextField({ description: 'The moment it took effect; measures rank by it', optional: true })
  effectiveAt?: string;

  @FreeTextField({ description: 'What the institution calls the measure (冻结编号)', optional: true })
  institutionReference?: string;

  @WholeNumberField({ description: 'Place in the queue (轮候顺位)', min: 1, max: MOST, optional: true })
  position?: number;

  @ObjectListField(() => PriorMeasureDto, { description: 'Measures before it (在先冻结)', max: MOST })
  priorMeasures!: PriorMeasureDto[];

  @ObjectListField(() => ThirdPartyRightDto, { description: 'Rights of others (优先权)', max: MOST })
  rights!: ThirdPartyRightDto[];

  @WholeNumberField({ description: 'Receipts that came with it (回执)', min: 0, max: MOST })
  receipts!: number;

  @FreeTextField({ description: 'Why it was refused, or cannot be told', optional: true })
  reason?: string;

  @FreeTextField({ description: 'Code of the reason in its contract', optional: true })
  reasonCode?: string;

  @FreeTextField({ description: 'Whom to ask there', optional: true })
  contact?: string;

  @FreeTextField({ description: 'Remarks', optional: true })
  remarks?: string;
}

/** One word of an institution about an order (反馈), by version. */
export class ControlAnswerDto {
  @WholeNumberField({ description: 'Version', ...VERSION })
  version!: number;

  @ChoiceField(['pull', 'push', 'file', 'status', 'offline', 'gateway'], { description: 'Which way it came; gateway: what we concluded ourselves' })
  via!: 'pull' | 'push' | 'file' | 'status' | 'offline' | 'gateway';

  @MomentField({ description: 'When' })
  receivedAt!: string;

  @TextField({ description: 'Address of the exchange, with bytes and digests', max: 200, optional: true })
  evidence?: string;

  @ObjectField(() => ControlOutcomeDto, { description: 'What it says' })
  outcome!: ControlOutcomeDto;
}

export class ReasonDto {
  @TextField({ description: 'Why; no names and numbers of people', max: 500 })
  reason!: string;
}

/** How it was found to have ended, by a letter, a call, a visit. */
export class SettleControlOrderDto extends ReasonDto {
  @ChoiceField(['effective', 'waiting', 'refused'], { description: 'What is true of it: effective it took effect, waiting it stands in the queue, refused it did not take effect' })
  as!: 'effective' | 'waiting' | 'refused';

  @FenField({ description: 'effective: held, released or taken, CNY fen; zero is a freeze of an empty account', optional: true })
  heldFen?: number;

  @DayField({ description: 'First day, as the institution registered it', optional: true })
  from?: string;

  @DayField({ description: 'Last day, as the institution registered it', optional: true })
  until?: string;

  @WholeNumberField({ description: 'waiting: place in the queue', min: 1, max: MOST, optional: true })
  position?: number;

  @TextField({ description: 'What the institution calls the measure (冻结编号)', max: 100, optional: true })
  institutionReference?: string;
}

export class ArrivalDto {
  @TextField({ description: 'What the bank calls the payment (交易流水号), or the number of the event that tells of it: the same number counts once, two of the same sum with two numbers count twice', max: 60, pattern: /^\S(.*\S)?$/, allowed: 'a number of 1 to 60 characters' })
  reference!: string;

  @FenField({ description: 'What arrived on the account of the case (到账), fen' })
  fen!: number;

  @DayField({ description: 'Day of arrival' })
  day!: string;
}
