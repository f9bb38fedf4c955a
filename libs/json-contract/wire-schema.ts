import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';

/** A value that fits its schema, or where it does not. `detail` names the place and the rule, never the value. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

export type Check<T> = (value: unknown) => Checked<T>;

/**
 * Compiles the schemas of a contract once, at load. They refer to each other as `#/$defs/Name` and say the same as
 * `components.schemas` of the published document (a test compares them).
 */
export function compileSchemas(id: string, schemas: Readonly<Record<string, AnySchemaObject>>): <T>(name: string) => Check<T> {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    formats: { date: isDay, 'date-time': isMoment, 'date-time-local': isLocalTime, uri: true },
  });
  ajv.addSchema({ $id: id, $defs: schemas });
  return <T>(name: string): Check<T> => {
    const validate = ajv.getSchema(`${id}#/$defs/${name}`);
    if (validate === undefined) throw new TypeError(`${id} has no schema ${name}`);
    return (value) => {
      if (validate(value) === true) return { ok: true, value: value as T };
      const error = validate.errors?.[0];
      return { ok: false, detail: `${error?.instancePath ?? ''} ${error?.message ?? 'does not fit'}`.trim().slice(0, 200) };
    };
  };
}

/** `yyyy-MM-dd`, a day of the calendar. */
function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const longest = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return longest !== undefined && day >= 1 && day <= longest;
}

/** `yyyy-MM-ddTHH:mm:ss` without offset. */
function isLocalTime(text: string): boolean {
  return /^.{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text) && isDay(text.slice(0, 10));
}

/** RFC 3339 with offset; fractions of a second are allowed. */
function isMoment(text: string): boolean {
  const found = /^(.{19})(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text);
  return found?.[1] !== undefined && isLocalTime(found[1]);
}
