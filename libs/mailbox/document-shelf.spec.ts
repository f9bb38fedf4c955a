import type { DocumentReader, NoticeData } from '#libs/store';
import { DocumentShelf } from './index.js';

const notice = (documentNumber: string, corrected = 0): NoticeData => ({
  documentNumber, corrected, legalBasis: null, sources: ['deposit'], acceptedAt: new Date('2026-01-05T00:00:00Z'),
  snapshot: { case: { caseNumber: '（2026）浙0106执1号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' }, officers: [], subjects: [] },
});

function shelfWith(render: (data: NoticeData) => Promise<Uint8Array>): DocumentShelf {
  const reader: Pick<DocumentReader, 'noticeFor' | 'certificates'> = {
    noticeFor: (code, number) => Promise.resolve(code === 'ASKED' ? notice(number) : undefined),
    certificates: () => Promise.resolve([]),
  };
  return new DocumentShelf(reader as DocumentReader, render);
}

describe('the document shelf', () => {
  it('renders a notice once, also when thousands fetch it at the same moment', async () => {
    let rendered = 0;
    const shelf = shelfWith(async () => (await Promise.resolve(), (rendered += 1), Buffer.from('pdf')));
    await Promise.all(Array.from({ length: 1000 }, () => shelf.documentsOfNotice('ASKED', 'D1')));
    expect(rendered).toBe(1);
  });

  it('renders it anew once a register has corrected who is asked about', async () => {
    const rendered: number[] = [];
    let corrected = 0;
    const reader = { noticeFor: () => Promise.resolve(notice('D1', corrected)), certificates: () => Promise.resolve([]) };
    const shelf = new DocumentShelf(reader as unknown as DocumentReader, (data) => (rendered.push(data.corrected), Promise.resolve(Buffer.from('pdf'))));
    for (corrected of [0, 0, 1, 1]) await shelf.documentsOfNotice('ASKED', 'D1');
    expect(rendered).toEqual([0, 1]);
  });

  it('asks first whether the institution was asked under it', async () => {
    let rendered = 0;
    const shelf = shelfWith(() => Promise.resolve(((rendered += 1), Buffer.from('pdf'))));
    expect(await shelf.documentsOfNotice('STRANGER', 'D1')).toBeUndefined();
    expect(rendered).toBe(0);
  });

  it('tries again what could not be rendered', async () => {
    let rendered = 0;
    const shelf = shelfWith(() => ((rendered += 1) === 1 ? Promise.reject(new Error('font')) : Promise.resolve(Buffer.from('pdf'))));
    await expect(shelf.documentsOfNotice('ASKED', 'D1')).rejects.toThrow('font');
    expect(await shelf.documentsOfNotice('ASKED', 'D1')).toMatchObject([{ content: Buffer.from('pdf') }]);
  });

  it('forgets the oldest, so that memory does not grow with the years', async () => {
    const rendered: string[] = [];
    const shelf = shelfWith((data) => (rendered.push(data.documentNumber), Promise.resolve(Buffer.from('pdf'))));
    for (let index = 0; index <= 200; index += 1) await shelf.documentsOfNotice('ASKED', `D${index}`);
    await shelf.documentsOfNotice('ASKED', 'D200');
    expect(rendered).toHaveLength(201);
    await shelf.documentsOfNotice('ASKED', 'D0');
    expect(rendered).toHaveLength(202);
  });
});
