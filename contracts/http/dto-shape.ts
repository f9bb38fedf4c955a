/**
 * What the fields of a DTO class can hold, as its decorators say: what a walk over an answer has to know. `text`, `texts` and
 * `texts-by-name` hold what people or institutions wrote; `plain` cannot: numbers, moments, ids of ours, words of closed lists.
 */
export type FieldShape =
  | { readonly kind: 'plain' | 'text' | 'texts' | 'texts-by-name' }
  | { readonly kind: 'object' | 'objects'; readonly of: () => DtoClass }
  | { readonly kind: 'one-of'; readonly of: Readonly<Record<string, DtoClass>> };

export type DtoClass = new () => object;

const SHAPES = new WeakMap<object, Map<string, FieldShape>>();

export function noteShape(prototype: object, name: string, shape: FieldShape): void {
  const own = SHAPES.get(prototype) ?? new Map<string, FieldShape>();
  SHAPES.set(prototype, own.set(name, shape));
}

/** The fields of a DTO class, inherited ones included. */
export function shapeOf(dto: DtoClass): ReadonlyMap<string, FieldShape> {
  const fields = new Map<string, FieldShape>();
  for (let prototype: object | null = dto.prototype as object; prototype !== null; prototype = Object.getPrototypeOf(prototype) as object | null) {
    for (const [name, shape] of SHAPES.get(prototype) ?? []) if (!fields.has(name)) fields.set(name, shape);
  }
  return fields;
}
