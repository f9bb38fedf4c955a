import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, getSchemaPath, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import { noteShape, type FieldShape } from './dto-shape.js';

/**
 * Decorators of the fields of requests and responses. Each says once what is allowed: the check, the documentation and the
 * answer to a wrong value (`fields[].allowed`) come from the same words, and never repeat what was given.
 */
interface FieldOptions {
  /** One or two sentences: meaning, Chinese term, unit. */
  readonly description: string;
  readonly example?: unknown;
  /** May be left out. */
  readonly optional?: boolean;
  /** May be null, which takes the value away. */
  readonly nullable?: boolean;
}

type Presence = Pick<FieldOptions, 'optional' | 'nullable'>;

const PLAIN: FieldShape = { kind: 'plain' };

function field(options: FieldOptions, schema: ApiPropertyOptions, checks: readonly PropertyDecorator[], shape: FieldShape = PLAIN): PropertyDecorator {
  return applyDecorators(
    ((target, name) => noteShape(target, String(name), shape)) as PropertyDecorator,
    ApiProperty({
      description: options.description,
      ...(options.example === undefined ? {} : { example: options.example }),
      required: options.optional !== true,
      ...(options.nullable === true ? { nullable: true } : {}),
      ...schema,
    } as ApiPropertyOptions),
    ...presence(options),
    ...checks,
  );
}

function presence(options: Presence): PropertyDecorator[] {
  if (options.optional !== true && options.nullable !== true) return [];
  return [
    ValidateIf((_, value: unknown) => !(options.optional === true && value === undefined) && !(options.nullable === true && value === null)),
  ];
}

/** class-validator's own rule compares each with each, which for a list of 4,000 institutions takes as long as asking one of them. */
function EachOnce(options: ValidationOptions, asCompared: (item: unknown) => unknown = (item) => item): PropertyDecorator {
  const validate = (list: unknown): boolean => Array.isArray(list) && new Set(list.map(asCompared)).size === list.length;
  return ValidateBy({ name: 'eachOnce', validator: { validate } }, options);
}

export interface TextOptions extends FieldOptions {
  readonly min?: number;
  readonly max: number;
  readonly pattern?: RegExp;
  /** Needed with a pattern: in words what it takes. */
  readonly allowed?: string;
  readonly format?: string;
}

export function TextField(options: TextOptions): PropertyDecorator {
  const min = options.min ?? 1;
  const message = options.allowed ?? `a text of ${min} to ${options.max} characters`;
  const checks = [IsString({ message }), MinLength(min, { message }), MaxLength(options.max, { message })];
  if (options.pattern !== undefined) checks.push(Matches(options.pattern, { message }));
  const { pattern, format } = options;
  return field(
    options,
    { type: 'string', minLength: min, maxLength: options.max, ...(pattern ? { pattern: pattern.source } : {}), ...(format ? { format } : {}) },
    checks,
    { kind: format === 'uuid' ? 'plain' : 'text' },
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day in Beijing, `yyyy-MM-dd`. */
export function DayField(options: FieldOptions): PropertyDecorator {
  return TextField({ ...options, min: 10, max: 10, pattern: DAY, allowed: 'a day as yyyy-MM-dd', format: 'date' });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function IdField(options: FieldOptions): PropertyDecorator {
  return TextField({ ...options, min: 36, max: 36, pattern: UUID, allowed: 'a UUID', format: 'uuid' });
}

/** A text of any length, as somebody else wrote it; only in responses. */
export function FreeTextField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'string' }, [IsString()], { kind: 'text' });
}

/** A moment with offset, as we write it; only in responses. */
export function MomentField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'string', format: 'date-time' }, [IsString()]);
}

/** One word of a closed list. */
export function ChoiceField(words: readonly string[], options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'string', enum: [...words] }, [IsIn([...words], { message: `one of ${words.join(', ')}` })]);
}

export function BooleanField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'boolean' }, [IsBoolean({ message: 'true or false' })]);
}

export interface NumberOptions extends FieldOptions {
  readonly min: number;
  readonly max: number;
  /** Query parameters are text; digits are turned into a number first. */
  readonly inQuery?: boolean;
}

const LARGEST_INT32 = 2 ** 31 - 1;
const digitsToNumber = ({ value }: { value: unknown }): unknown => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value);

export function WholeNumberField(options: NumberOptions): PropertyDecorator {
  const message = `a whole number from ${options.min} to ${options.max}`;
  const format = options.max > LARGEST_INT32 ? { format: 'int64' } : {};
  return field(options, { type: 'integer', ...format, minimum: options.min, maximum: options.max }, [
    ...(options.inQuery === true ? [Transform(digitsToNumber)] : []),
    IsInt({ message }),
    Min(options.min, { message }),
    Max(options.max, { message }),
  ]);
}

/** Money in integer fen (分), 0 to 9007199254740991. */
export function FenField(options: FieldOptions): PropertyDecorator {
  const message = `a whole number of fen from 0 to ${Number.MAX_SAFE_INTEGER}`;
  return field(options, { type: 'integer', format: 'int64', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, [
    IsInt({ message }),
    Min(0, { message }),
    Max(Number.MAX_SAFE_INTEGER, { message }),
  ]);
}

export function RateField(options: FieldOptions & { readonly max: number }): PropertyDecorator {
  const message = `a number greater than 0, at most ${options.max}`;
  return field(options, { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: options.max }, [
    IsNumber({ allowNaN: false, allowInfinity: false }, { message }),
    Min(Number.MIN_VALUE, { message }),
    Max(options.max, { message }),
  ]);
}

interface ListBounds {
  readonly min?: number;
  readonly max: number;
}

export interface TextListOptions extends FieldOptions, ListBounds {
  readonly longest: number;
  readonly words?: readonly string[];
  /** None may stand there twice. */
  readonly distinct?: boolean;
}

/** A list of texts. */
export function TextListField(options: TextListOptions): PropertyDecorator {
  const { min = 0, max, longest, words, distinct = false } = options;
  const item = words === undefined ? `texts of 1 to ${longest} characters` : `of ${words.join(', ')}`;
  const message = `${min} to ${max} ${item}${distinct ? ', each once' : ''}`;
  const schema = { type: 'string', isArray: true, minItems: min, maxItems: max, ...(distinct ? { uniqueItems: true } : {}), ...(words ? { enum: [...words] } : {}) };
  return field(options, schema as ApiPropertyOptions, [
    IsArray({ message }),
    ArrayMinSize(min, { message }),
    ArrayMaxSize(max, { message }),
    ...(distinct ? [EachOnce({ message })] : []),
    ...(words === undefined
      ? [IsString({ each: true, message }), MinLength(1, { each: true, message }), MaxLength(longest, { each: true, message })]
      : [IsIn([...words], { each: true, message })]),
  ], { kind: words === undefined ? 'texts' : 'plain' });
}

/** A list of UUIDs, each once. */
export function IdListField(options: FieldOptions & ListBounds): PropertyDecorator {
  const { min = 0, max } = options;
  const message = `${min} to ${max} UUIDs, each once`;
  const schema = { type: 'string', isArray: true, minItems: min, maxItems: max, uniqueItems: true, format: 'uuid', pattern: UUID.source };
  return field(options, schema as ApiPropertyOptions, [
    IsArray({ message }),
    ArrayMinSize(min, { message }),
    ArrayMaxSize(max, { message }),
    EachOnce({ message }, (id) => (typeof id === 'string' ? id.toLowerCase() : id)),
    IsString({ each: true, message }),
    Matches(UUID, { each: true, message }),
  ]);
}

/** A list of whole numbers. */
export function WholeNumberListField(options: FieldOptions & ListBounds & { readonly from: number; readonly to: number }): PropertyDecorator {
  const { min = 0, max, from, to } = options;
  const message = `${min} to ${max} whole numbers from ${from} to ${to}`;
  return field(options, { type: 'integer', isArray: true, minItems: min, maxItems: max } as ApiPropertyOptions, [
    IsArray({ message }),
    ArrayMinSize(min, { message }),
    ArrayMaxSize(max, { message }),
    IsInt({ each: true, message }),
    Min(from, { each: true, message }),
    Max(to, { each: true, message }),
  ]);
}

type ClassOf = () => new () => object;

/** Swagger takes a function for a class that is named later only when the function's own name is `type`. */
const namedLater = (classOf: ClassOf): ApiPropertyOptions => ({ type: () => classOf() });

export function ObjectField(type: ClassOf, options: FieldOptions): PropertyDecorator {
  const message = 'an object';
  return field(options, namedLater(type), [IsObject({ message }), ValidateNested({ message }), Type(type)], { kind: 'object', of: type });
}

export function ObjectListField(type: ClassOf, options: FieldOptions & ListBounds): PropertyDecorator {
  const { min = 0, max } = options;
  const message = `${min} to ${max} objects`;
  return field(options, { ...namedLater(type), isArray: true, minItems: min, maxItems: max } as ApiPropertyOptions, [
    IsArray({ message }),
    ArrayMinSize(min, { message }),
    ArrayMaxSize(max, { message }),
    // A list inside the list would be looked through by ValidateNested.
    IsObject({ each: true, message }),
    ValidateNested({ each: true, message }),
    Type(type),
  ], { kind: 'objects', of: type });
}

/** Texts under names that only whoever wrote them knows; only in responses. */
export function TextMapField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'object', additionalProperties: { type: 'string' } } as ApiPropertyOptions, [IsObject()], { kind: 'texts-by-name' });
}

/** How many of each word; only in responses. */
export function CountsField(words: readonly string[], options: FieldOptions): PropertyDecorator {
  const properties = Object.fromEntries(words.map((word) => [word, { type: 'integer', minimum: 0 }]));
    // `required` names the words here; whether the property itself is, Swagger then reads from `selfRequired`.
  const schema = { type: 'object', properties, required: [...words], selfRequired: options.optional !== true };
  return field(options, schema as unknown as ApiPropertyOptions, [IsObject()]);
}

/** One of several objects, told apart by the word in their property `kind`; only in responses. */
export function KindField(types: Readonly<Record<string, new () => object>>, options: FieldOptions): PropertyDecorator {
  const mapping = Object.fromEntries(Object.entries(types).map(([kind, type]) => [kind, getSchemaPath(type)]));
  const schema = { oneOf: Object.values(mapping).map(($ref) => ({ $ref })), discriminator: { propertyName: 'kind', mapping } };
  const documented: PropertyDecorator = (target) => void ApiExtraModels(...Object.values(types))(target.constructor);
  return applyDecorators(documented, field(options, schema as ApiPropertyOptions, [IsObject()], { kind: 'one-of', of: types }));
}
