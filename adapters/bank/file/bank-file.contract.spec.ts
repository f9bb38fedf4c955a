import { describeAdapterContract, type FileFixtures } from '#libs/adapter-testkit';
import { fileAdapter } from '../index.js';
import { controlAnswers, writtenOrders } from '../testkit/orders.js';
import { certificates, documents, organisationRequest, request } from '../testkit/questions.js';
import { decodePlain } from './testkit/plain-image.js';

const BANK = 'G931H101330106001';
const BATCH = '20260301000000000007';
const NUMBER = `0000000000${BATCH}`;

/** Both ways of the contract share the mapping: one answer of each kind shows that it is the same here. */
const IN_FILES = ['frozen', 'frozen-in-part', 'behind-others', 'under-way', 'refused', 'returned', 'unknown-status', 'another-account', 'too-much-together', 'v0', 'receipt-alone'].map((name) => `${name}.xml`);
const inFiles = Object.fromEntries(Object.entries(controlAnswers).map(([role, list]) => [role, list.filter(({ file }) => IN_FILES.includes(file))])) as unknown as typeof controlAnswers;

const fixtures: FileFixtures = {
  folder: new URL('./', import.meta.url),
  request,
  institutionCode: BANK,
  packageName: `CXFK${BANK}${NUMBER}.zip`,
  batchNumber: BATCH,
  nameOf: (file) => (file === 'refused.xml' ? `QNA${BANK}${NUMBER}.xml` : `QR${BANK}${NUMBER}000000000001.xml`),
  decode: decodePlain,
  otherEncoding: Buffer.from('<?xml version="1.0" encoding="UTF-16"?><zhxxList><zhxx BDHM="A" KHZH="1"/></zhxxList>', 'utf16le'),
  answers: {
    found: { file: 'found.xml' },
    nothingFound: { file: 'nothing-found.xml' },
    refused: { file: 'refused.xml' },
    unknownStatus: { file: 'unknown-word.xml' },
    wrongPerson: [{ file: 'wrong-person.xml' }],
    contradictory: [{ file: 'contradictory.xml' }],
    duplicateRows: { file: 'duplicate-rows.xml' },
    oldVersions: [{ file: 'v0.xml' }, { file: 'v1.xml' }],
    further: [{ file: 'query-failed.xml' }, { file: 'refused-in-rows.xml' }],
  },
  controls: { rendering: { file: 'orders.xml', orders: writtenOrders }, answers: inFiles },
  batch: {
    furtherRequests: [organisationRequest],
    documents,
    certificates,
    name: `CXQQ${BANK}${NUMBER}.zip`,
    files: { [`QA${BANK}${NUMBER}.xml`]: 'requests.xml', [`QI${BANK}${NUMBER}.xml`]: 'documents.xml', [`QC${BANK}${NUMBER}.xml`]: 'certificates.xml' },
  },
  receipt: {
    failures: [
      { requestNumber: 'A20260301CK1000000000041', why: 'defective', detail: '第1行YE不是金额' },
      { requestNumber: 'A20260301CK1000000000042', why: 'unreadable', detail: '报文不是UTF-8编码' },
      { requestNumber: 'A20260301CK1000000000043', why: 'missing' },
      { requestNumber: 'A20260301CK1000000000099', why: 'unknown' },
    ],
    name: `CXHZ${BANK}${NUMBER}.zip`,
    files: { [`QNR${BANK}${NUMBER}.xml`]: 'failures.xml' },
  },
  otherNames: [`CXQQ${BANK}${NUMBER}.zip`, `CXFK${BANK}${BATCH}.zip`, `CXFK${BANK}${NUMBER}.zip.part`, `../CXFK${BANK}${NUMBER}.zip`, 'readme.txt', ''],
};

describeAdapterContract(fileAdapter, fixtures);
