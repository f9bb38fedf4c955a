import { SOURCES, type Source } from '#contracts/adapter';
import { BooleanField, ChoiceField, FreeTextField, IdField, ObjectField, ObjectListField, TextField, WholeNumberField } from './fields.js';
import { InstitutionNameDto } from './inquiry.dto.js';

const EFFECTS = ['same-filing', 'own-filing', 'excepted'] as const;

/** A right in land or in a building that an answer names. */
export class RegisteredRightDto {
  @TextField({ description: 'Id in the list of assets; absent when the person is not known beyond doubt', max: 16, optional: true })
  assetId?: string;

  @WholeNumberField({ description: 'The request whose answer names it', min: 1, max: Number.MAX_SAFE_INTEGER })
  requestId!: number;

  @IdField({ description: 'Obligor' })
  obligorId!: string;

  @ObjectField(() => InstitutionNameDto, { description: 'Registry that was asked' })
  institution!: InstitutionNameDto;

  @ChoiceField(SOURCES, { description: 'land or real-estate' })
  source!: Source;

  @FreeTextField({ description: 'How the registry names it' })
  reference!: string;

  @FreeTextField({ description: 'Unit code (不动产单元号)' })
  unitCode!: string;

  @FreeTextField({ description: 'Office that keeps the register (登记机构)', optional: true })
  registrar?: string;

  @BooleanField({ description: 'It is the obligor’s beyond doubt; what belongs to others alone is never sealed' })
  isObligors!: boolean;
}

/** What a seal of one right means for another. */
export class LinkedSealDto {
  @ObjectField(() => RegisteredRightDto, { description: 'The other right' })
  right!: RegisteredRightDto;

  @ChoiceField(EFFECTS, { description: 'same-filing: the seal reaches it by itself; own-filing: another register keeps it, so it is sealed there by an order of its own; excepted: the seal does not reach it' })
  effect!: (typeof EFFECTS)[number];

  @TextField({ description: 'Article', max: 300 })
  basis!: string;
}

export class LinkedRightDto {
  @ObjectField(() => RegisteredRightDto, { description: 'The right that would be sealed' })
  right!: RegisteredRightDto;

  @ObjectListField(() => LinkedSealDto, { description: 'What belongs to it; empty when nothing does', max: 1000 })
  links!: LinkedSealDto[];
}

export class LinkedSealListDto {
  @ObjectListField(() => LinkedRightDto, { description: 'Every right in land and buildings that the newest answers name', max: 1000 })
  items!: LinkedRightDto[];
}
