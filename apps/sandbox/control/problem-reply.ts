import type { ServerResponse } from 'node:http';

export interface WrongField {
  readonly field: string;
  readonly allowed: string;
}

/** An error of the sandbox's own interface (RFC 9457, `application/problem+json`). */
export class ControlProblem extends Error {
  override readonly name = 'ControlProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields?: readonly WrongField[],
  ) {
    super(detail);
  }
}

export function writeJson(response: ServerResponse, status: number, value: unknown, type = 'application/json; charset=utf-8'): void {
  const bytes = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
}

export function writeProblem(response: ServerResponse, problem: ControlProblem): void {
  const document = {
    type: `urn:chakong:sandbox:${problem.code}`,
    title: problem.code.replaceAll('-', ' '),
    status: problem.status,
    detail: problem.detail,
    ...(problem.fields === undefined ? {} : { fields: problem.fields }),
  };
  writeJson(response, problem.status, document, 'application/problem+json; charset=utf-8');
}
