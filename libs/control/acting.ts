import type { ActingGround } from './control-model.js';

/** Who decides: a login, or whoever called with the right they have in the case, as access found it. */
export type Acting =
  | string
  | {
      readonly login: string;
      readonly correlationId?: string | null;
      readonly basis?: { readonly kind: string; readonly caseId: string; readonly grantId?: string };
    };

export const loginOf = (acting: Acting): string => (typeof acting === 'string' ? acting : acting.login);

/** The right somebody has in this case; one they have in another says nothing here. */
export function groundOf(acting: Acting, caseId: string): ActingGround | undefined {
  if (typeof acting === 'string') return undefined;
  const { correlationId, basis } = acting;
  const here = basis?.caseId === caseId ? basis : undefined;
  return {
    ...(correlationId === undefined || correlationId === null ? {} : { correlationId }),
    ...(here === undefined ? {} : { basis: here.kind }),
    ...(here?.grantId === undefined ? {} : { grantId: here.grantId }),
  };
}
