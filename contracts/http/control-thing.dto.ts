import { MoneyDto, QuantityDto } from './asset.dto.js';
import { CONTROL_EXTENT_WORDS, CONTROL_TARGET_WORDS, type ControlExtentWord, type ControlTargetWord } from './control-words.js';
import { ChoiceField, FreeTextField, ObjectField, TextMapField, WholeNumberField } from './fields.js';

/** What a measure is taken on (控制对象). */
export class ControlTargetDto {
  @ChoiceField(CONTROL_TARGET_WORDS, { description: 'How it is registered' })
  kind!: ControlTargetWord;

  @FreeTextField({ description: 'How the institution names it' })
  reference!: string;

  @TextMapField({ description: 'What its contract needs to find it again' })
  details!: Record<string, string>;
}

export class ControlExtentDto {
  @ChoiceField(CONTROL_EXTENT_WORDS, { description: 'In what it is measured' })
  by!: ControlExtentWord;

  @ObjectField(() => MoneyDto, { description: 'By amount', optional: true })
  amount?: MoneyDto;

  @ObjectField(() => QuantityDto, { description: 'By quantity', optional: true })
  quantity?: QuantityDto;

  @ObjectField(() => MoneyDto, { description: 'What the quantity was counted from', optional: true })
  worth?: MoneyDto;

  @WholeNumberField({ description: 'By ratio, basis points', min: 0, max: 10_000, optional: true })
  basisPoints?: number;
}
