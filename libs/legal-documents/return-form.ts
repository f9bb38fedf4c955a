import { encode } from 'uqr';
import { chineseDate, plainDate } from './chinese-wording.js';
import { askedOf, documentsOf, subjectName, type OfflineLetterData, type OfflineLetterItem } from './offline-letter.js';
import { PageWriter } from './page-writer.js';

export const RETURN_FORM_TITLE = '协助查询反馈表';

const BODY = { size: 10.5 } as const;
const CODE_SIDE = 58; // points, 20 mm: read by a phone from a copy of a copy
const EMPTY_ROWS = 4;
/** One person's block, with its code, table and lines; never parted by a page. */
const BLOCK_HEIGHT = 318;

/**
 * The return form (反馈表, 回执) that goes with a letter: one block per person with the request number as text and as a QR code, to be
 * filled in by hand. Equal data give equal bytes.
 */
export async function renderReturnForm(data: OfflineLetterData): Promise<Uint8Array> {
  chineseDate(data.issuedOn);
  const page = new PageWriter({ title: `${RETURN_FORM_TITLE} ${data.number}`, author: data.courtName, createdAt: new Date(`${data.issuedOn}T00:00:00+08:00`) });
  page.paragraph(RETURN_FORM_TITLE, { size: 18, bold: true, align: 'centre' });
  page.space(2);
  page.paragraph(`${data.courtName}：`, BODY);
  page.paragraph(`你院${plainDate(data.issuedOn)}${data.number}号协助查询通知书收悉，查询结果如下（请在□内划√，金额以元为单位）：`, { ...BODY, indent: 2 });
  page.space(6);
  for (const item of data.items) block(page, item);
  page.keep(96);
  page.space(6);
  page.paragraph(`反馈单位（公章）：${data.institutionName}`, BODY);
  page.space(10);
  page.paragraph('经办人：＿＿＿＿＿＿＿　联系电话：＿＿＿＿＿＿＿＿＿　　＿＿＿年＿＿月＿＿日', BODY);
  return page.finish((number, pages) => `${data.number}　第${number}页 共${pages}页`);
}

function block(page: PageWriter, item: OfflineLetterItem): void {
  page.keep(BLOCK_HEIGHT);
  const top = page.y;
  page.squares(encode(item.requestNumber, { ecc: 'M', border: 0 }).data, page.left + page.width - CODE_SIDE, top, CODE_SIDE);
  const width = page.width - CODE_SIDE - 14;
  const lines = [`${item.place}. 请求单号：${item.requestNumber}`, `案号：${item.caseNumber}`];
  lines.forEach((line, index) => page.place(line, page.left, top + index * 17, width, index === 0 ? { ...BODY, bold: true } : BODY));
  page.space(CODE_SIDE + 6);
  page.table([1, 2.4, 1, 3.4], ['被查询人', subjectName(item.subject), '证件', documentsOf(item.subject)], [['查询事项', askedOf(item), '查询结果', '□有财产　□无财产　□不予协助']], { size: 9.5 });
  page.table(
    [0.7, 1.8, 2.4, 1.3, 1.4, 2.4],
    ['序号', '财产种类、名称', '号码、坐落或登记编号', '数量、面积', '价值（元）', '抵押、查封等权利限制'],
    Array.from({ length: EMPTY_ROWS }, (_, index) => [String(index + 1), ' ', ' ', ' ', ' ', ' ']),
    { size: 9.5 },
  );
  page.space(5);
  page.paragraph('不予协助的理由或其他说明：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿', { size: 9.5 });
  page.space(12);
}
