import { getSchemaPath } from '@nestjs/swagger';
import type { DtoClass } from '#contracts/http';

/** What Swagger's decorators leave behind at a handler. */
const RESPONSES = 'swagger/apiResponse';
const EXTRA_MODELS = 'swagger/apiExtraModels';

interface DocumentedResponse {
  readonly type?: unknown;
  readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } } | undefined>>;
}

/**
 * The DTO class a handler answers with, as it is documented: what is masked in an answer follows from it. Undefined when it
 * documents none.
 */
export function answerClassOf(handler: object, controller: object): DtoClass | undefined {
  for (const [status, response] of successes(handler)) {
    if (typeof response.type === 'function' && status !== '204') return response.type as DtoClass;
    const $ref = response.content?.['application/json']?.schema?.$ref;
    const models = [handler, controller].flatMap((place) => (Reflect.getMetadata(EXTRA_MODELS, place) as DtoClass[] | undefined) ?? []);
    const named = models.find((model) => getSchemaPath(model) === $ref);
    if (named !== undefined) return named;
  }
  return undefined;
}

/** Whether a handler documents answers that are no JSON. */
export const documentsFiles = (handler: object): boolean =>
  successes(handler).some(([, { content }]) => Object.keys(content ?? {}).some((type) => type !== 'application/json'));

function successes(handler: object): [string, DocumentedResponse][] {
  const responses = (Reflect.getMetadata(RESPONSES, handler) ?? {}) as Readonly<Record<string, DocumentedResponse>>;
  return Object.entries(responses).filter(([status]) => status.startsWith('2'));
}
