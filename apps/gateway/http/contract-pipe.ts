import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { Problem, type ProblemField } from '#contracts/errors';

const MOST_FIELDS = 100;
const LONGEST_NAME = 60;
/** A misspelt field is told by its name; what cannot be one is not repeated, it may be somebody's name or number. */
const LIKE_A_FIELD = /^[A-Za-z][A-Za-z_-]*\d{0,3}$/;
const NO_FIELD = '…';
const PLAIN: readonly unknown[] = [String, Number, Boolean, Array, Object, Buffer];

/**
 * Checks bodies and queries against their DTO class. Everything that is wrong is reported at once, with what would be
 * allowed; fields that the class does not know are refused, since a misspelt field would otherwise mean its default.
 */
export class ContractPipe implements PipeTransform {
  /** @throws Problem `request-invalid` for bodies, `parameter-invalid` for queries. */
  async transform(value: unknown, { type, metatype }: ArgumentMetadata): Promise<unknown> {
    if (type === 'custom' || metatype === undefined || PLAIN.includes(metatype)) return value;
    const code = type === 'body' ? 'request-invalid' : 'parameter-invalid';
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Problem(code, undefined, [{ field: '', allowed: 'a JSON object' }]);
    }
    const instance: object = plainToInstance(metatype as ClassConstructor<object>, value);
    const errors = await validate(instance, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: true,
      validationError: { target: false, value: false },
    });
    if (errors.length > 0) throw new Problem(code, undefined, toFields(errors, type === 'body').slice(0, MOST_FIELDS));
    return instance;
  }
}

function toFields(errors: readonly ValidationError[], asPointer: boolean): ProblemField[] {
  const fields: ProblemField[] = [];
  const walk = (error: ValidationError, parent: string): void => {
    const isUnknown = error.constraints?.['whitelistValidation'] !== undefined;
    const name = isUnknown && !LIKE_A_FIELD.test(error.property) ? NO_FIELD : error.property.slice(0, LONGEST_NAME);
    const field = asPointer ? `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` : `${parent}${name}`;
    const [rule, message] = Object.entries(error.constraints ?? {})[0] ?? [];
    if (rule !== undefined && message !== undefined) fields.push({ field, allowed: allowedBy(rule, message) });
    for (const child of error.children ?? []) walk(child, asPointer ? field : `${field}.`);
  };
  for (const error of errors) walk(error, '');
  return fields;
}

/** The DTO's own words; for the two rules that have none, ours. */
function allowedBy(rule: string, message: string): string {
  if (rule === 'whitelistValidation') return 'nothing: there is no such field';
  return rule === 'nestedValidation' ? 'an object' : message;
}
