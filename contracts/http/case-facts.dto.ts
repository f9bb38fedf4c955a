import { ChoiceField, DayField, FenField, IdField, MomentField, ObjectListField, TextField, WholeNumberField } from './fields.js';

const VERSION = { min: 1, max: 2_147_483_647 };

/** The account deducted money goes to (执行款专户, 一案一账户): from here only, never from an order (I3). */
export class PutCaseAccountDto {
  @TextField({ description: 'Name of the account (户名)', max: 200 })
  accountName!: string;

  @TextField({ description: 'Bank (开户行)', max: 200 })
  bankName!: string;

  @TextField({ description: 'Bank number (联行号)', min: 12, max: 12, pattern: /^\d{12}$/, allowed: '12 digits' })
  bankNumber!: string;

  @TextField({ description: 'Number of the account (账号)', max: 40, pattern: /^[0-9-]{6,40}$/, allowed: '6 to 40 digits and hyphens' })
  accountNumber!: string;

  @TextField({ description: 'Kind of account (账户类型)', max: 40, optional: true })
  accountType?: string;

  @WholeNumberField({ description: 'Version that was seen; left out where none is registered yet', optional: true, ...VERSION })
  version?: number;
}

export class CaseAccountDto {
  @TextField({ description: 'Name of the account (户名)', max: 200 })
  accountName!: string;

  @TextField({ description: 'Bank (开户行)', max: 200 })
  bankName!: string;

  @TextField({ description: 'Bank number (联行号)', min: 12, max: 12 })
  bankNumber!: string;

  @TextField({ description: 'Number of the account (账号)', max: 40 })
  accountNumber!: string;

  @TextField({ description: 'Kind of account', max: 40, optional: true })
  accountType?: string;

  @WholeNumberField({ description: 'Version', ...VERSION })
  version!: number;

  @TextField({ description: 'Who registered it', max: 100 })
  registeredBy!: string;

  @MomentField({ description: 'When' })
  registeredAt!: string;
}

/** Bankruptcy of an obligor was accepted (破产受理): nothing new is controlled or deducted, and releases are proposed (C10). */
export class BankruptcyDto {
  @DayField({ description: 'Day of acceptance (受理日)' })
  acceptedOn!: string;

  @TextField({ description: 'Court that accepted it', max: 100 })
  court!: string;
}

/** What an obligor and those they support live on (生活必需费用): counted from the local standard, or a sum with a reason. */
export class LivingReserveDto {
  @WholeNumberField({ description: 'People supported, the obligor counted', min: 1, max: 20, optional: true })
  people?: number;

  @WholeNumberField({ description: 'Months kept free', min: 1, max: 60, optional: true })
  months?: number;

  @TextField({ description: 'Administrative division where they live (行政区划代码)', min: 6, max: 6, pattern: /^\d{6}$/, allowed: '6 digits', optional: true })
  region?: string;

  @FenField({ description: 'The sum, fen, where no standard is known or the case needs another', optional: true })
  fen?: number;

  @TextField({ description: 'Why; no names and numbers of people', max: 500 })
  reason!: string;
}

export class ObligorFactsDto {
  @IdField({ description: 'Obligor' })
  obligorId!: string;

  @DayField({ description: 'Bankruptcy accepted on', optional: true })
  bankruptcyAcceptedOn?: string;

  @TextField({ description: 'By which court', max: 100, optional: true })
  bankruptcyCourt?: string;

  @FenField({ description: 'Kept free of deduction over all institutions, fen' })
  livingReserveFen!: number;

  @TextField({ description: 'How that was counted, with the notice it rests on', max: 600, optional: true })
  livingBasis?: string;
}

/** An institution thinks that a measure breaks the law (协助义务人异议, 查冻规定第六条). */
export class NewObjectionDto {
  @DayField({ description: 'Day the court received it (收到日)' })
  receivedOn!: string;

  @TextField({ description: 'Number of its letter', max: 100, optional: true })
  letterNumber?: string;

  @TextField({ description: 'What it says; no names and numbers of people', max: 1000 })
  grounds!: string;

  @TextField({ description: 'Row of the table of exempt funds it names (docs/exempt-funds.md)', max: 10, optional: true })
  exemptFund?: string;
}

export class AnswerObjectionDto {
  @ChoiceField(['upheld', 'rejected'], { description: 'upheld 成立: the measure is released or changed by an order of its own; rejected 不成立' })
  finding!: 'upheld' | 'rejected';

  @TextField({ description: 'What the court answered in writing (书面答复)', max: 1000 })
  answer!: string;
}

export class ObjectionDto {
  @IdField({ description: 'Id' })
  id!: string;

  @IdField({ description: 'Case' })
  caseId!: string;

  @TextField({ description: 'Measure', max: 60 })
  measureId!: string;

  @DayField({ description: 'Received on' })
  receivedOn!: string;

  @DayField({ description: 'To be answered by (15 days, 查冻规定第六条)' })
  answerBy!: string;

  @TextField({ description: 'Number of the letter', max: 100, optional: true })
  letterNumber?: string;

  @TextField({ description: 'What it says', max: 1000 })
  grounds!: string;

  @TextField({ description: 'Row of exempt funds', max: 10, optional: true })
  exemptFund?: string;

  @ChoiceField(['open', 'upheld', 'rejected'], { description: 'State' })
  state!: 'open' | 'upheld' | 'rejected';

  @TextField({ description: 'The answer', max: 1000, optional: true })
  answer?: string;

  @TextField({ description: 'Who entered it', max: 100 })
  enteredBy!: string;

  @TextField({ description: 'Who answered', max: 100, optional: true })
  answeredBy?: string;

  @MomentField({ description: 'When', optional: true })
  answeredAt?: string;
}

export class ObjectionListDto {
  @ObjectListField(() => ObjectionDto, { description: 'Newest first', max: 1000 })
  items!: ObjectionDto[];
}
