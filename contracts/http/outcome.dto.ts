import { DEFECTS, UNAVAILABILITIES, type Defect, type QueryOutcome, type Unavailability } from '#contracts/adapter';
import { AssetDto, ShownIdentityRecordDto } from './asset.dto.js';
import type { Checked, Same } from './documented-as-sent.js';
import { ChoiceField, FreeTextField, KindField, ObjectListField } from './fields.js';

/** The outcome of one request as the API shows it: a class per kind, compared with `contracts/adapter` at the end of this file. */

const MOST = 1_000_000;
const REMARKS = { description: 'Remarks (备注)', optional: true };

/** The institution knows the person and holds something, or a record of it (有财产). */
export class FoundDto {
  @ChoiceField(['found'], { description: 'Kind of outcome' })
  kind!: 'found';

  @ObjectListField(() => AssetDto, { description: 'What it holds; empty when it is an identity source', max: MOST })
  assets!: readonly AssetDto[];

  @ObjectListField(() => ShownIdentityRecordDto, { description: 'Records of identity sources', max: MOST, optional: true })
  identities?: readonly ShownIdentityRecordDto[];

  @FreeTextField(REMARKS)
  remarks?: string;
}

/** The institution says that it holds nothing (无财产): evidence too, never a failure. */
export class NothingFoundDto {
  @ChoiceField(['nothing-found'], { description: 'Kind of outcome' })
  kind!: 'nothing-found';

  @FreeTextField(REMARKS)
  remarks?: string;
}

/** Returned with a reason (退回): a decision of the institution. */
export class RefusedDto {
  @ChoiceField(['refused'], { description: 'Kind of outcome' })
  kind!: 'refused';

  @FreeTextField({ description: 'Why, in its words (退回原因)' })
  reason!: string;

  @FreeTextField({ description: 'Code of the reason in its contract', optional: true })
  reasonCode?: string;

  @FreeTextField({ description: 'Whom to ask there', optional: true })
  contact?: string;
}

/** Something arrived that cannot be taken as an answer; its bytes are kept. */
export class DefectiveDto {
  @ChoiceField(['defective'], { description: 'Kind of outcome' })
  kind!: 'defective';

  @ChoiceField(DEFECTS, { description: 'What is wrong; wrong-person: it speaks of somebody else' })
  defect!: Defect;

  @FreeTextField({ description: 'Where and what; never holds personal data' })
  detail!: string;
}

/** There is no answer: nothing came, or the institution could not be asked. */
export class UnavailableDto {
  @ChoiceField(['unavailable'], { description: 'Kind of outcome' })
  kind!: 'unavailable';

  @ChoiceField(UNAVAILABILITIES, { description: 'Why' })
  cause!: Unavailability;

  @FreeTextField({ description: 'More about it', optional: true })
  detail?: string;
}

/** The contract or this institution does not offer what was asked; nothing was sent. */
export class NotSupportedDto {
  @ChoiceField(['not-supported'], { description: 'Kind of outcome' })
  kind!: 'not-supported';

  @FreeTextField({ description: 'What is missing' })
  detail!: string;
}

/** An answer with a status that this version of the contract does not know; never taken as success. */
export class UnconfirmedDto {
  @ChoiceField(['unconfirmed'], { description: 'Kind of outcome' })
  kind!: 'unconfirmed';

  @FreeTextField({ description: 'The status as it came' })
  wireStatus!: string;

  @FreeTextField({ description: 'More about it', optional: true })
  detail?: string;
}

const OUTCOME_CLASSES = {
  found: FoundDto,
  'nothing-found': NothingFoundDto,
  refused: RefusedDto,
  defective: DefectiveDto,
  unavailable: UnavailableDto,
  'not-supported': NotSupportedDto,
  unconfirmed: UnconfirmedDto,
} satisfies Record<QueryOutcome['kind'], new () => object>;

/** The outcome of a request: one of a closed list of kinds. */
export function OutcomeField(options: { readonly description: string; readonly optional?: boolean }): PropertyDecorator {
  return KindField(OUTCOME_CLASSES, options);
}

type OutcomesSame = { [Kind in keyof typeof OUTCOME_CLASSES]: Same<InstanceType<(typeof OUTCOME_CLASSES)[Kind]>, Extract<QueryOutcome, { kind: Kind }>> };

/** Does not compile when a property stands on one side only, or with another type. */
export type OutcomesDocumentedAsSent = Checked<OutcomesSame[keyof OutcomesSame]>;
