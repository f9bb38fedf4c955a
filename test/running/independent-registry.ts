import { createClientAsync, type Client } from 'soap';

/** Leaves of one element by name. */
export type Leaves = Readonly<Record<string, string>>;

export interface IndependentRegistryOptions {
  readonly exchangeUrl: string;
  readonly path: string;
  readonly username: string;
  readonly password: string;
  /** Base64 of every leaf, or only of the whole. */
  readonly coded: boolean;
}

/**
 * A real-estate registry that shares nothing with our code: the WSDL of the exchange, the `soap` package, and the coding of
 * wire-contracts §7.3 written once more. It does what it is told, call by call.
 */
export class IndependentRegistry {
  #client: Promise<Client> | undefined;

  constructor(private readonly options: IndependentRegistryOptions) {}

  /** A message of this registry from XML with values in clear. */
  message(clearXml: string): string {
    const xml = this.options.coded ? clearXml.replace(/>([^<>]+)<\//g, (_, value: string) => `>${Buffer.from(value).toString('base64')}</`) : clearXml;
    return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`).toString('base64');
  }

  /** One call; what came back, with its leaves decoded. */
  async call(operation: string, parameters: Leaves = {}, password = this.options.password): Promise<RegistryReply> {
    const { exchangeUrl, path, username } = this.options;
    const usermarker = this.message(`<USERMARKER><CONDITION><USERNAME>${username}</USERNAME><PASSWORD>${password}</PASSWORD></CONDITION></USERMARKER>`);
    this.#client ??= createClientAsync(`${exchangeUrl}${path}?wsdl`, { disableCache: true }, exchangeUrl + path);
    const client = await this.#client;
    const method = client[`${operation}Async`] as (args: object, options: object) => Promise<[{ return?: string }]>;
    const [reply] = await method.call(client, { usermarker, ...parameters }, { timeout: 20_000 });
    return new RegistryReply(Buffer.from(reply.return ?? '', 'base64').toString('utf8'));
  }

  queries(): Promise<RegistryReply> {
    return this.call('cxBdcQL');
  }

  /** Feeds back one or more `BDCCXJG`, given in clear; the court's word per request. */
  async feedBack(...records: readonly string[]): Promise<readonly Leaves[]> {
    const reply = await this.call('feedBdcQL', { feedbackinfo: this.message(`<BDCFKLIST name="反馈列表">${records.join('')}</BDCFKLIST>`) });
    if (reply.error !== '') throw new Error(reply.error);
    return reply.records('JG');
  }
}

/** A message of the court. */
export class RegistryReply {
  constructor(readonly xml: string) {}

  /** `ErrorMSG` of the root, or the text of `errMsg`. */
  get error(): string {
    return /\bErrorMSG="([^"]+)"/.exec(this.xml)?.[1] ?? decoded(/<errMsg>([^<]*)<\/errMsg>/.exec(this.xml)?.[1] ?? '');
  }

  records(name: string): readonly Leaves[] {
    return [...this.xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, inside = '']) =>
      Object.fromEntries([...inside.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, leaf = '', value = '']) => [leaf, decoded(value)])),
    );
  }
}

const decoded = (value: string): string => Buffer.from(value, 'base64').toString('utf8');
