import { SOURCES, type Source } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import type { AskedObligor, GivenAnswer, GivenAnswers } from '#libs/asset-list';
import type { InstitutionRegistry } from '#libs/institutions';
import { CaseAnswersReader, InquiryReader, type CaseRequestRow, type ReadingDatabase } from '#libs/store';
import { toAnswer } from './aggregate.js';
import { connectedSources } from './connected-sources.js';
import { isoMoment } from './iso-moment.js';

/** Gathers the answers a list of assets is made from: those of one inquiry, or the latest of all inquiries of a case. */
export class AnswersGiven {
  readonly #inquiries: InquiryReader;
  readonly #cases: CaseAnswersReader;

  constructor(
    database: ReadingDatabase,
    private readonly registry: Pick<InstitutionRegistry, 'get' | 'all'>,
  ) {
    this.#inquiries = new InquiryReader(database);
    this.#cases = new CaseAnswersReader(database);
  }

  /** With the obligors as they were named when it was asked. @throws Problem `inquiry-unknown` */
  async ofInquiry(inquiryId: string): Promise<GivenAnswers> {
    const inquiry = await this.#inquiries.inquiry(inquiryId);
    if (inquiry === undefined) throw new Problem('inquiry-unknown');
    const { id, caseId, acceptedAt, snapshot, sources, identity } = inquiry;
    const corrected = new Map(identity.flatMap(({ obligorId, decided }) => (decided?.keys == null ? [] : [[obligorId, [decided.keys.name, ...decided.keys.otherNames]] as const])));
    const rows = (await this.#inquiries.requests(inquiryId)).map((row) => ({ ...row, inquiryId: id, acceptedAt }));
    return {
      caseId,
      caseNumber: snapshot.case.caseNumber,
      courtName: snapshot.case.courtName,
      inquiryIds: [id],
      obligors: alsoNamed(snapshot.subjects.map(({ obligorId, ...subject }) => ({ id: obligorId, ...subject })), corrected),
      answers: await this.#answers(rows),
      sources: sources as Source[],
      connected: connectedSources(this.registry.all()),
    };
  }

  /** With the obligors as the case has them now. @throws Problem `case-unknown` */
  async ofCase(caseId: string): Promise<GivenAnswers> {
    const [subjects, rows, corrected] = await Promise.all([this.#cases.subjects(caseId), this.#cases.latest(caseId), this.#cases.correctedNames(caseId)]);
    if (subjects === undefined) throw new Problem('case-unknown');
    return {
      caseId,
      ...subjects,
      obligors: alsoNamed(subjects.obligors, corrected),
      inquiryIds: [...new Set(rows.map(({ inquiryId }) => inquiryId))].sort().reverse(),
      answers: await this.#answers(rows),
      // A source nobody was asked about has a row too: not asked is not nothing.
      sources: SOURCES,
      connected: connectedSources(this.registry.all()),
    };
  }

  async #answers(rows: readonly CaseRequestRow[]): Promise<GivenAnswer[]> {
    const given = await this.#cases.givenAt([...new Set(rows.flatMap(({ outcome }) => outcome?.reusedFrom ?? []))]);
    const institution = (code: string) => this.registry.get(code);
    return rows.map((row) => {
      const first = row.outcome?.reusedFrom == null ? undefined : given.get(row.outcome.reusedFrom);
      return { ...toAnswer(row, institution, row.acceptedAt), inquiryId: row.inquiryId, ...(first === undefined ? {} : { firstGivenAt: isoMoment(first) }) };
    });
  }
}

/** A register may know an obligor by another name than the case; holders of things are compared with both. */
const alsoNamed = (obligors: readonly AskedObligor[], corrected: ReadonlyMap<string, readonly string[]>): AskedObligor[] =>
  obligors.map((obligor) => ({ ...obligor, otherNames: [...new Set([...obligor.otherNames, ...(corrected.get(obligor.id) ?? [])])] }));
