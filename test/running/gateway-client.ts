import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseDto, CreateInquiryDto, InquiryResultDto, InstitutionDto, ProblemDto, RegisterCaseDto } from '#contracts/http';

export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, otherwise undefined. */
  readonly body: Body;
  readonly bytes: Buffer;
}

export interface CallOptions {
  readonly body?: unknown;
  /** A body as it stands, for what is no JSON. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Somebody with a token at the HTTP API. Every status is an answer; only what is no answer at all rejects. */
export class GatewayClient {
  constructor(
    readonly gatewayUrl: string,
    readonly token: string | undefined,
  ) {}

  async call<Body = ProblemDto>(method: string, path: string, options: CallOptions = {}): Promise<Reply<Body>> {
    const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await fetch(this.gatewayUrl + path, {
      method,
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(options.timeoutMs ?? 30_000),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const parsed = /json/.test(response.headers.get('content-type') ?? '') ? (JSON.parse(bytes.toString('utf8')) as Body) : (undefined as Body);
    return { status: response.status, headers: response.headers, body: parsed, bytes };
  }

  get<Body = ProblemDto>(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply<Body>> {
    return this.call<Body>('GET', path, { headers });
  }

  registerCase(body: RegisterCaseDto): Promise<Reply<CaseDto>> {
    return this.call<CaseDto>('POST', '/api/v1/cases', { body });
  }

  /** Asks; `headers` may hold `Idempotency-Key` and `Prefer`. */
  ask(body: CreateInquiryDto, headers: Readonly<Record<string, string>> = {}): Promise<Reply<InquiryResultDto>> {
    return this.call<InquiryResultDto>('POST', '/api/v1/inquiries', { body, headers });
  }

  /** Gives the reason for a look at a case in which this login takes no part. */
  giveReason(caseId: string): Promise<Reply<unknown>> {
    return this.call('POST', '/api/v1/access-grants', { body: { caseId, purpose: 'audit', reason: '抽查本案的查控记录是否完整' } });
  }

  result(inquiryId: string, query = ''): Promise<Reply<InquiryResultDto>> {
    return this.get<InquiryResultDto>(`/api/v1/inquiries/${inquiryId}${query}`);
  }

  /** Changes an institution as it is now. */
  async changeInstitution(code: string, change: object): Promise<Reply<InstitutionDto>> {
    const { body } = await this.get<InstitutionDto>(`/api/v1/institutions/${code}`);
    return this.call<InstitutionDto>('PATCH', `/api/v1/institutions/${code}`, { body: { ...change, version: body.version } });
  }
}

export const DEMO_LOGINS = ['officer', 'approver', 'supervisor', 'auditor', 'operator', 'case-system'] as const;
export type DemoLoginName = (typeof DEMO_LOGINS)[number];

/** A client for each demo login, with the tokens the first start wrote down. */
export async function demoClients(dataFolder: string, gatewayUrl: string): Promise<Record<DemoLoginName, GatewayClient>> {
  const tokens = JSON.parse(await readFile(join(dataFolder, 'demo-logins.json'), 'utf8')) as Record<DemoLoginName, string>;
  return Object.fromEntries(DEMO_LOGINS.map((login) => [login, new GatewayClient(gatewayUrl, tokens[login])])) as Record<DemoLoginName, GatewayClient>;
}
