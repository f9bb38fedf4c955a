import type { Schema } from './types.js';

export type ProblemDocument = Pick<Schema<'ProblemDto'>, 'title' | 'status' | 'retryable' | 'number'> & Partial<Pick<Schema<'ProblemDto'>, 'detail' | 'fields' | 'rules' | 'instance'>> & { readonly code: string };

/** The gateway refused, and says why (RFC 9457). */
export class ApiProblem extends Error {
  constructor(readonly document: ProblemDocument) {
    super(document.code);
    this.name = 'ApiProblem';
  }
}

/** No answer came: whether the call was carried out is not known. */
export class ConnectionLost extends Error {
  constructor() {
    super('connection lost');
    this.name = 'ConnectionLost';
  }
}

export const isProblem = (error: unknown, ...codes: readonly string[]): error is ApiProblem => error instanceof ApiProblem && codes.includes(error.document.code);

/** Reads what a refused call answered; a proxy in between may have answered instead of the gateway. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const given = await response
    .clone()
    .json()
    .catch(() => undefined);
  if (typeof given === 'object' && given !== null && 'code' in given) return new ApiProblem(given as ProblemDocument);
  return new ApiProblem({ code: 'internal', title: response.statusText, status: response.status, number: 2000, retryable: response.status >= 500 });
}
