import type { LegalDocument, OfficerCertificates } from '#contracts/adapter';
import type { DocumentReader, NoticeData } from '#libs/store';

/** Makes the notice of an inquiry; the same data gives the same bytes. */
export type NoticeRenderer = (data: NoticeData) => Promise<Uint8Array>;

const KEPT = 200;

/**
 * Documents and certificates as institutions fetch them. A notice is rendered when first asked for and kept while it is
 * likely to be asked for again: thousands of institutions fetch the same one.
 */
export class DocumentShelf {
  readonly #notices = new Map<string, Promise<Uint8Array>>();

  constructor(
    private readonly reader: DocumentReader,
    private readonly render: NoticeRenderer,
  ) {}

  /** @returns undefined unless the institution has a request under this notice. */
  async documentsOfNotice(institutionCode: string, documentNumber: string): Promise<readonly LegalDocument[] | undefined> {
    const data = await this.reader.noticeFor(institutionCode, documentNumber);
    if (data === undefined) return undefined;
    const content = await this.#notice(data);
    return [{ documentNumber, sequence: 1, fileName: `${documentNumber}.pdf`, fileType: 'pdf', category: '协助查询财产通知书', content }];
  }

  async certificates(officerIds: readonly string[]): Promise<readonly OfficerCertificates[]> {
    return this.reader.certificates(officerIds);
  }

  #notice(data: NoticeData): Promise<Uint8Array> {
    const key = `${data.documentNumber} ${data.corrected}`;
    const known = this.#notices.get(key);
    if (known !== undefined) return known;
    const made = this.render(data);
    this.#notices.set(key, made);
    made.catch(() => this.#notices.delete(key));
    if (this.#notices.size > KEPT) this.#notices.delete(this.#notices.keys().next().value!);
    return made;
  }
}
