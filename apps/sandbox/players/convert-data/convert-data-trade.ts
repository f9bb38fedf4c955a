import { draw } from '../../population/seeded-random.js';
import type { Fate } from '../../rules/fate.js';
import type { SandboxInstitution, Stage } from '../institution.js';
import type { OutboxWays } from '../outbox.js';
import { CourtError, type Trade } from '../polling-player.js';
import { Clerk, feedbackWays, type WrittenAnswer } from './clerk.js';
import type { ConvertDataContract } from './contract.js';
import type { ExchangeClient } from './exchange-client.js';
import type { EncodeOptions } from './gbk-codec.js';
import { NoticeOffice } from './notice-office.js';
import { readQueries, type PolledQuery } from './query.js';

/** Some institutions write Base64 in lines (wire-contracts §2.3 no. 5). */
export const encodingOf = ({ code, mimeBase64 }: SandboxInstitution, { population }: Stage): EncodeOptions => ({ mime: mimeBase64 ?? draw(population.seed, 'mime', code) < 0.25 });

/** The trade of an institution on one of the …ConvertData contracts (wire-contracts §2, §5, §6). */
export class ConvertDataTrade implements Trade<PolledQuery, WrittenAnswer> {
  readonly #office: NoticeOffice;
  readonly #clerk: Clerk;
  readonly #encoding: EncodeOptions;

  constructor(
    private readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    private readonly contract: ConvertDataContract,
    exchange: ExchangeClient,
  ) {
    this.#encoding = encodingOf(institution, stage);
    this.#office = new NoticeOffice(institution, exchange, contract.operations, this.#encoding);
    this.#clerk = new Clerk(institution, stage, contract.writer(institution, stage));
  }

  async queries(signal: AbortSignal): Promise<readonly PolledQuery[]> {
    const list = await this.#office.ask(this.contract.operations.list, signal);
    const error = list.text('errorMsg') || list.text('errMsg');
    if (error !== '') throw new CourtError('the court refuses the list');
    return readQueries(list);
  }

  faultOf(query: PolledQuery, signal: AbortSignal): Promise<string | undefined> {
    return this.#office.faultOf(query, this.contract.papersByRequest(this.institution), signal);
  }

  answer(query: PolledQuery, fate: Fate): WrittenAnswer {
    return this.#clerk.answer(query, fate, this.stage.rules.get(this.institution.code).refusalBy);
  }

  refuse(query: PolledQuery, reason: string): WrittenAnswer {
    return this.#clerk.refuse(query, reason);
  }

  ways(done: (requestNumber: string) => void): OutboxWays<WrittenAnswer> {
    return feedbackWays(this.#office, this.contract.operations, this.#encoding, done);
  }
}
