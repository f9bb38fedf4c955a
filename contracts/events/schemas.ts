import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { EventData } from './event-data.js';
import { EVENT_TYPES, type EventType } from './event-types.js';

/** A JSON Schema (2020-12) as it stands in its file. */
export interface EventSchema {
  readonly $id: string;
  readonly title: string;
  readonly description: string;
  readonly type: 'object';
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

const read = (folder: string, type: string): EventSchema => JSON.parse(readFileSync(new URL(`./${folder}/${type}.json`, import.meta.url), 'utf8')) as EventSchema;

export const schemaOf = (type: EventType): EventSchema => read('schemas', type);

/** The schema as it was last released; undefined for an event that is not released yet. */
export function releasedSchemaOf(type: EventType): EventSchema | undefined {
  try {
    return read('released', type);
  } catch {
    return undefined;
  }
}

const ajv = new Ajv2020({ allErrors: false, strict: false, validateFormats: false });
const compiled = new Map<EventType, ValidateFunction>();

function validatorOf(type: EventType): ValidateFunction {
  let validate = compiled.get(type);
  if (validate === undefined) {
    validate = ajv.compile(schemaOf(type) as object);
    compiled.set(type, validate);
  }
  return validate;
}

/**
 * Checks data against the schema of an event.
 * @returns undefined when it is right, else the place of the first fault and the rule, without any value: they may be personal
 */
export function faultOf(type: EventType, data: unknown): string | undefined {
  const validate = validatorOf(type);
  return validate(data) ? undefined : where(validate.errors?.[0]);
}

export function isValid<Type extends EventType>(type: Type, data: unknown): data is EventData[Type] {
  return faultOf(type, data) === undefined;
}

function where(error: ErrorObject | undefined): string {
  const missing = (error?.params as { missingProperty?: string } | undefined)?.missingProperty;
  return `${error?.instancePath || '/'}: ${error?.keyword ?? 'wrong'}${missing === undefined ? '' : ` ${missing}`}`;
}

export const EVENT_NAMES = Object.keys(EVENT_TYPES) as readonly EventType[];
