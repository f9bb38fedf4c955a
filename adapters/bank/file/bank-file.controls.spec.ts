import { readFileSync } from 'node:fs';
import type { ControlOutcome, ControlPackageContent, PackageFile } from '#contracts/adapter';
import { sampleOrder, sampleOrderCertificates, sampleOrderDocuments } from '#libs/adapter-testkit';
import { fileAdapter } from '../index.js';
import { decodePlain } from './testkit/plain-image.js';

const BANK = 'G931H101330106001';
const BATCH = '20260301000000000007';
const freeze = sampleOrder({ kind: 'account', operation: 'freeze' });
const release = sampleOrder({ kind: 'account', operation: 'release' });
const NUMBER = freeze.requestNumber;
const padded = (text: string): string => text.padStart(30, '0');
const NAME = `KZFK${BANK}${padded(BATCH)}${padded(NUMBER)}.zip`;
const label = fileAdapter.readLabel(NAME)!;
const golden = (file: string): string => readFileSync(new URL(`golden-controls/${file}.xml`, import.meta.url), 'utf8').trimEnd();
const file = (type: string, xml: string): PackageFile => ({ name: `${type}${BANK}${padded(BATCH)}${padded(NUMBER)}.xml`, content: Buffer.from(xml) });
const RECEIPT = '<hzxxList><hzxx XH="1" WJMC="回执.pdf" WJLX="pdf" WSLB="回执" WSNR="JVBERi0xLjQKJSByZWNlaXB0Cg==" MD5="0"/></hzxxList>';

function content(...files: readonly PackageFile[]): ControlPackageContent {
  const reading = fileAdapter.controls!.readControlPackage(label, files);
  if (reading.state !== 'read') throw new Error(reading.detail);
  return reading.value;
}

describe('orders in a package', () => {
  it('each with its own documents and, for each order, the certificates of both officers under its number', () => {
    const made = fileAdapter.controls!.packControls({
      institutionCode: BANK, batchNumber: BATCH, requests: [freeze, release],
      documents: [freeze, release].map((order) => ({ requestNumber: order.requestNumber, documents: sampleOrderDocuments(order) })),
      certificates: sampleOrderCertificates(freeze),
    });
    expect([made.name, made.operation]).toEqual([`KZQQ${BANK}${padded(BATCH)}.zip`, 'KZQQ']);
    expect(made.files.map(({ name }) => name)).toEqual(['QA', 'QI', 'QC'].map((type) => `${type}${BANK}${padded(BATCH)}.xml`));
    const [orders, documents, certificates] = made.files.map((one) => decodePlain(one.content));
    expect(orders?.children.map((order) => [order.attributes['BDHM'], order.children[0]?.children[0]?.attributes['KZCS']])).toEqual([[NUMBER, '01'], [release.requestNumber, '04']]);
    expect(documents?.children.map(({ attributes }) => [attributes['BDHM'], attributes['WSLB'], attributes['WSBH']])).toEqual(
      [freeze, release].flatMap(({ requestNumber }) => ['执行裁定书', '协助执行通知书'].map((kind) => [requestNumber, kind, undefined])),
    );
    expect(certificates?.children.map(({ attributes }) => [attributes['BDHM'], attributes['XH'], attributes['ZJMC']])).toEqual([freeze, release].flatMap(({ requestNumber }) => ['1', '2'].map((at) => [requestNumber, at, undefined])));
  });
});

describe('what a bank puts back', () => {
  it('row and receipt in two files are one answer; a digest that is not that of the bytes is said', () => {
    const { entries, lost } = content(file('QR', golden('frozen-in-part')), file('QRI', RECEIPT));
    expect([entries.map(({ requestNumber }) => requestNumber), lost]).toEqual([[NUMBER], []]);
    expect(entries[0]!.interpret(freeze)).toMatchObject({ kind: 'effective', effect: { held: { fen: 5_000_000 }, receipts: [{ fileName: '回执.pdf', digestMatches: false }] } });
  });

  it('a receipt alone adds to an answer that is there, once, and says nothing by itself', () => {
    const [entry] = content(file('QRI', RECEIPT)).entries;
    expect(entry?.interpret(freeze)).toMatchObject({ kind: 'unconfirmed', wireStatus: 'hzxxList' });
    const answer: ControlOutcome = { kind: 'effective', effect: { held: { fen: 1, currency: 'CNY' } } };
    const more = entry?.supplement?.(answer);
    expect(more).toMatchObject({ kind: 'effective', effect: { held: { fen: 1 }, receipts: [{ fileType: 'pdf' }] } });
    expect(entry?.supplement?.(more!)).toBeUndefined();
    expect(entry?.supplement?.({ kind: 'defective', defect: 'schema', detail: 'x' })).toBeUndefined();
  });

  it('a file about another order than the package names is lost, and the rest says that something is missing', () => {
    const other = file('QRI', RECEIPT.replace('<hzxx ', `<hzxx BDHM="${release.requestNumber}" `));
    const { entries, lost } = content(file('QR', golden('frozen')), other);
    expect(lost).toEqual([{ file: other.name, fault: expect.objectContaining({ detail: '文件内容与反馈包名中的请求单号不符' }) as unknown }]);
    expect(entries[0]!.interpret(freeze)).toMatchObject({ kind: 'effective', effect: { remarks: expect.stringContaining('同一反馈包中有文件无法读取') as string } });
    expect(content(file('QR', golden('frozen').replaceAll(NUMBER, release.requestNumber))).entries).toEqual([]);
  });

  it('answered and returned in one package is contradictory', () => {
    const [entry] = content(file('QR', golden('frozen')), file('QNA', `<htxxList><htxx BDHM="${NUMBER}" XCHTYY="04"/></htxxList>`)).entries;
    expect(entry!.interpret(freeze)).toMatchObject({ kind: 'defective', defect: 'contradictory' });
  });

  it('what was not taken is returned under a name of its own, so that no receipt replaces another of the batch', () => {
    const made = fileAdapter.packFailures(label, [{ requestNumber: NUMBER, why: 'defective', detail: '第1行SKJE为负数' }]);
    expect([made.name, made.operation, made.files[0]?.name]).toEqual([NAME.replace('KZFK', 'KZHZ'), 'KZHZ', `QNR${BANK}${padded(BATCH)}${padded(NUMBER)}.xml`]);
    expect(decodePlain(made.files[0]!.content).children[0]?.attributes).toMatchObject({ BDHM: NUMBER, XCHTYY: '03' });
  });
});
