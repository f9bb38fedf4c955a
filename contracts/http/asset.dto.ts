import { ASSET_SCHEMES, SOURCES, VALUE_CERTAINTIES } from '#contracts/adapter';
import type { Asset, AssetHolder, AssetKey, AssetPart, AssetScheme, ValueCertainty, IdentityRecord, Money, PriorMeasure, Quantity, Source, ThirdPartyRight, Transaction } from '#contracts/adapter';
import { ChoiceField, DayField, FreeTextField, MomentField, ObjectField, ObjectListField, TextField, TextListField, TextMapField, WholeNumberField } from './fields.js';
import type { Checked, Same } from './documented-as-sent.js';

/**
 * Assets and identity records as the API shows them. The types are those of `contracts/adapter`, answers are given out as they
 * were stored; these classes document them for whoever makes a client. At the end of this file the compiler compares the two.
 */

const MOST = 1_000_000;
const SEQUENCE = { description: 'Place in the list of the institution', min: 0, max: 2_147_483_647 };
const REMARKS = { description: 'Remarks (备注)', optional: true };

/** Money in integer fen (分) of one currency. */
export class MoneyDto {
  @WholeNumberField({ description: 'Integer fen (分); below 0 is a debt', min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, example: 1_250_000 })
  fen!: number;

  @TextField({ description: 'ISO 4217 code', min: 3, max: 3, example: 'CNY' })
  currency!: string;
}

/** Units, shares or area as the institution wrote them. */
export class QuantityDto {
  @FreeTextField({ description: 'Decimal text, not rounded', example: '10000.00' })
  amount!: string;

  @FreeTextField({ description: 'Unit (计量单位)', example: '份' })
  unit!: string;
}

/** A judicial measure already on the asset (在先冻结). */
export class PriorMeasureDto {
  @WholeNumberField(SEQUENCE)
  sequence!: number;

  @FreeTextField({ description: 'Authority that took it (冻结机关)' })
  authority!: string;

  @FreeTextField({ description: 'Number of its document (冻结文号)', optional: true })
  documentNumber?: string;

  @ObjectField(() => MoneyDto, { description: 'Amount bound (冻结金额)', optional: true })
  amount?: MoneyDto;

  @DayField({ description: 'First day (冻结起始日)', optional: true })
  startsOn?: string;

  @DayField({ description: 'Last day (冻结截止日)', optional: true })
  endsOn?: string;

  @MomentField({ description: 'When it took effect; measures rank by it (公示时间, 登记时间)', optional: true })
  effectiveAt?: string;

  @FreeTextField({ description: 'Number of the publication that gave it effect (公示编号)', optional: true })
  publicationNumber?: string;

  @FreeTextField(REMARKS)
  remarks?: string;
}

/** Somebody else's right in the asset (共有权/优先权). */
export class ThirdPartyRightDto {
  @WholeNumberField(SEQUENCE)
  sequence!: number;

  @FreeTextField({ description: 'Kind of right in the institution\'s words (权利类型)', example: '抵押权' })
  kind!: string;

  @FreeTextField({ description: 'Holder (权利人)' })
  holder!: string;

  @ObjectField(() => MoneyDto, { description: 'Amount (权利金额)', optional: true })
  amount?: MoneyDto;

  @FreeTextField({ description: 'Address of the holder', optional: true })
  address?: string;

  @FreeTextField({ description: 'Telephone of the holder', optional: true })
  contact?: string;

  @FreeTextField(REMARKS)
  remarks?: string;
}

/** A sub-account (关联子账户) or another part that cannot be controlled apart from its asset. */
export class AssetPartDto {
  @FreeTextField({ description: 'How the institution names it' })
  reference!: string;

  @FreeTextField({ description: 'Kind in the institution\'s words', optional: true })
  category?: string;

  @ObjectField(() => MoneyDto, { description: 'Balance (余额)', optional: true })
  balance?: MoneyDto;

  @ObjectField(() => MoneyDto, { description: 'What could be controlled (可用余额)', optional: true })
  available?: MoneyDto;

  @FreeTextField(REMARKS)
  remarks?: string;
}

/** The other side of a movement (交易对手). */
export class CounterpartyDto {
  @FreeTextField({ description: 'Name (对手户名)', optional: true })
  name?: string;

  @FreeTextField({ description: 'Account (对手账号)', optional: true })
  account?: string;

  @FreeTextField({ description: 'Bank (对手开户行)', optional: true })
  bank?: string;
}

/** One movement on an account (资金往来); only when a period was asked for. */
export class TransactionDto {
  @WholeNumberField(SEQUENCE)
  sequence!: number;

  @ChoiceField(['in', 'out', 'unknown'], { description: 'Into the account or out of it (借贷)' })
  direction!: 'in' | 'out' | 'unknown';

  @FreeTextField({ description: 'Kind in the institution\'s words (交易种类)', optional: true })
  kind?: string;

  @ObjectField(() => MoneyDto, { description: 'Amount (交易金额)', optional: true })
  amount?: MoneyDto;

  @FreeTextField({ description: 'Moment in Beijing, `yyyy-MM-ddTHH:mm:ss` (交易时间)', optional: true, example: '2026-03-05T09:30:00' })
  at?: string;

  @FreeTextField({ description: 'Serial number (交易流水号)', optional: true })
  serial?: string;

  @ObjectField(() => CounterpartyDto, { description: 'The other side', optional: true })
  counterparty?: CounterpartyDto;

  @FreeTextField(REMARKS)
  remarks?: string;
}

/** Who has the thing, as the institution says (权利人, 投保人, 股东 …). */
export class AssetHolderDto {
  @FreeTextField({ description: 'Name (权利人名称)' })
  name!: string;

  @FreeTextField({ description: 'In the institution\'s words (共有方式, 投保人, 受益人)', optional: true, example: '按份共有' })
  role?: string;

  @FreeTextField({ description: 'Share as written (权利比例)', optional: true, example: '50%' })
  share?: string;
}

/** Under which several institutions know the same thing. */
export class AssetKeyDto {
  @ChoiceField(ASSET_SCHEMES, { description: 'Kind of key' })
  scheme!: AssetScheme;

  @FreeTextField({ description: 'The key: frame number, unit code, policy …' })
  value!: string;
}

/** One thing the obligor owns, as one institution reports it. The same shape for every source. */
export class AssetDto {
  @ChoiceField(SOURCES, { description: 'Kind of property (财产种类)' })
  source!: Source;

  @FreeTextField({ description: 'How the institution names it, unique within its answer: account number, plate, unit code' })
  reference!: string;

  @FreeTextField({ description: 'Reference of the asset it belongs to: the account a product is held through', optional: true })
  parentReference?: string;

  @FreeTextField({ description: 'Kind in the institution\'s words (账户类别, 车辆类型)', optional: true })
  category?: string;

  @FreeTextField({ description: 'Name (金融资产名称)', optional: true })
  name?: string;

  @FreeTextField({ description: 'State in the institution\'s words (账户状态)', optional: true })
  status?: string;

  @FreeTextField({ description: 'Branch, registry or place (开户网点, 登记机构)', optional: true })
  heldAt?: string;

  @ObjectField(() => MoneyDto, { description: 'Value or balance (余额)', optional: true })
  value?: MoneyDto;

  @ChoiceField(VALUE_CERTAINTIES, {
    description: 'exact (unless said otherwise): counted by who keeps it; dated: price or cash value of a day; nominal: registered or insured amount',
    optional: true,
  })
  valueCertainty?: ValueCertainty;

  @ObjectField(() => AssetKeyDto, { description: 'Under which the same thing is known to other institutions', optional: true })
  key?: AssetKeyDto;

  @ObjectListField(() => AssetHolderDto, { description: 'Who has it: the obligor and whoever shares it (共有)', max: MOST, optional: true })
  holders?: readonly AssetHolderDto[];

  @ObjectField(() => MoneyDto, { description: 'What could be controlled now (可用余额): the value less what is already bound', optional: true })
  available?: MoneyDto;

  @ObjectField(() => QuantityDto, { description: 'Units, shares or area (数量)', optional: true })
  quantity?: QuantityDto;

  @DayField({ description: 'Opened or registered (开户日期)', optional: true })
  openedOn?: string;

  @DayField({ description: 'Closed (销户日期)', optional: true })
  closedOn?: string;

  @FreeTextField({ description: 'The moment the data describes, as the institution wrote it; absent: the moment of its answer', optional: true })
  dataAsOf?: string;

  @ObjectListField(() => AssetPartDto, { description: 'Sub-accounts (关联子账户)', max: MOST, optional: true })
  parts?: readonly AssetPartDto[];

  @ObjectListField(() => PriorMeasureDto, { description: 'Measures already on it (在先冻结)', max: MOST, optional: true })
  priorMeasures?: readonly PriorMeasureDto[];

  @ObjectListField(() => ThirdPartyRightDto, { description: 'Rights of others (共有权/优先权)', max: MOST, optional: true })
  rights?: readonly ThirdPartyRightDto[];

  @ObjectListField(() => TransactionDto, { description: 'Movements (资金往来) of the period asked for', max: MOST, optional: true })
  transactions?: readonly TransactionDto[];

  @TextMapField({ description: 'What only this kind of property has, under English names', optional: true })
  attributes?: Readonly<Record<string, string>>;

  @FreeTextField(REMARKS)
  remarks?: string;
}

/** An identity document as an institution has it; its kind is not checked. */
export class RecordedDocumentDto {
  @FreeTextField({ description: 'Kind of document (证件类型)', example: 'resident-id' })
  type!: string;

  @FreeTextField({ description: 'Number (证件号码)' })
  number!: string;
}

/** A person or organisation as an identity source knows it (户籍, 婚姻). Never an asset. */
export class IdentityRecordDto {
  @ChoiceField(SOURCES, { description: 'Which source' })
  source!: Source;

  @ChoiceField(['exact', 'weak'], { description: 'weak: fewer than three keys agree; to be looked at by a person' })
  match!: 'exact' | 'weak';

  @FreeTextField({ description: 'Name (姓名/名称)' })
  name!: string;

  @TextListField({ description: 'Former names (曾用名)', max: MOST, longest: 1000, optional: true })
  formerNames?: readonly string[];

  @ObjectListField(() => RecordedDocumentDto, { description: 'Identity documents', max: MOST, optional: true })
  documents?: readonly RecordedDocumentDto[];

  @ChoiceField(['male', 'female'], { description: 'Sex (性别)', optional: true })
  sex?: 'male' | 'female';

  @DayField({ description: 'Day of birth (出生日期)', optional: true })
  birthDate?: string;

  @FreeTextField({ description: 'Registered address (住址)', optional: true })
  address?: string;

  @ChoiceField(['registered', 'moved', 'deceased', 'revoked', 'cancelled'], { description: 'State of the registration (户籍状态, 登记状态); revoked: 吊销未注销', optional: true })
  status?: 'registered' | 'moved' | 'deceased' | 'revoked' | 'cancelled';

  @TextMapField({ description: 'What only this source has, under English names; those that begin with spouse name somebody who is no obligor and are for the handling officer only', optional: true })
  attributes?: Readonly<Record<string, string>>;
}

/** An identity record as it is shown: what the caller may not see is named. */
export class ShownIdentityRecordDto extends IdentityRecordDto {
  @TextListField({ description: 'Properties and attributes that there are and that are not shown to this caller: whoever is named beside an obligor (配偶) is for the handling officer only', max: 1000, longest: 200, optional: true })
  withheld?: readonly string[];
}

/** Does not compile when a property stands on one side only, or with another type. */
export type AssetsDocumentedAsSent = Checked<
  | Same<MoneyDto, Money>
  | Same<QuantityDto, Quantity>
  | Same<PriorMeasureDto, PriorMeasure>
  | Same<ThirdPartyRightDto, ThirdPartyRight>
  | Same<AssetPartDto, AssetPart>
  | Same<TransactionDto, Transaction>
  | Same<AssetHolderDto, AssetHolder>
  | Same<AssetKeyDto, AssetKey>
  | Same<AssetDto, Asset>
  | Same<IdentityRecordDto, IdentityRecord>
>;
