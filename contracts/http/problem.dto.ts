import { ERROR_CODES } from '#contracts/errors';
import { BooleanField, ChoiceField, ObjectField, ObjectListField, TextField, WholeNumberField } from './fields.js';
import { RuleFactsDto } from './rule-facts.dto.js';

export class ProblemFieldDto {
  @TextField({ description: 'Where: a JSON pointer into the body (`/obligors/0/name`), or the name of a parameter or header', max: 300, example: '/obligors/0/name' })
  field!: string;

  @TextField({ description: 'What is allowed there; never repeats what was given', max: 1000, example: 'a text of 1 to 200 characters' })
  allowed!: string;
}

/** A rule of the law that speaks against a measure, and what would make it acceptable. */
export class ProblemRuleDto {
  @TextField({ description: 'Code of the closed list (docs/control-rules.md), or of the row of exempt funds (docs/exempt-funds.md)', max: 60, example: 'more-than-owed' })
  code!: string;

  @TextField({ description: 'Law and article (依据)', max: 500 })
  law!: string;

  @TextField({ description: 'What it says, in Chinese, for officers', max: 500 })
  says!: string;

  @TextField({ description: 'What would make it acceptable, in Chinese', max: 500 })
  remedy!: string;

  @TextField({ description: 'JSON pointer into the body, where one field is the cause', max: 300, optional: true, example: '/orders/0/extent' })
  field?: string;

  @TextField({ description: 'What exactly, in English: sums in fen, days, codes; no personal data', max: 1000, optional: true })
  detail?: string;

  @ObjectField(() => RuleFactsDto, { description: 'The same as a code with figures, to be said in any language', optional: true })
  facts?: RuleFactsDto;
}

/** Every error of the API: RFC 9457, `application/problem+json`. */
export class ProblemDto {
  @TextField({ description: 'Names the kind of error', max: 100, example: 'urn:chakong:error:request-invalid' })
  type!: string;

  @TextField({ description: 'The same for every error of this kind', max: 200 })
  title!: string;

  @WholeNumberField({ description: 'HTTP status', min: 400, max: 599 })
  status!: number;

  @ChoiceField(Object.keys(ERROR_CODES), { description: 'Code of the closed catalogue (contracts/errors/error-codes.md)' })
  code!: string;

  @WholeNumberField({ description: 'The same as a number: 10xx the request, 11xx the right, 12xx the state, 15xx measures, 20xx this system', min: 1000, max: 3999 })
  number!: number;

  @BooleanField({ description: 'Whether the same call may succeed later' })
  retryable!: boolean;

  @TextField({ description: 'What is special about this one', max: 1000, optional: true })
  detail?: string;

  @ObjectListField(() => ProblemFieldDto, { description: 'Every field that is wrong', max: 1000, optional: true })
  fields?: ProblemFieldDto[];

  @ObjectListField(() => ProblemRuleDto, { description: 'Every rule that speaks against a measure (`measure-refused`)', max: 1000, optional: true })
  rules?: ProblemRuleDto[];

  @TextField({ description: 'The correlation id (关联号) of this call, as in the header X-Correlation-Id', max: 100, optional: true })
  instance?: string;
}
