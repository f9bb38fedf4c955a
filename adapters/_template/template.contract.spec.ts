import { Sensitive, type QueryRequest } from '#contracts/adapter';
import { describeAdapterContract, describePublishedContract, type PushFixtures } from '#libs/adapter-testkit';
import { adapter } from './index.js';
import { schemas } from './template.schema.js';

const request: QueryRequest = {
  requestNumber: 'A20260301E0100000041',
  institutionCode: 'template-demo',
  sources: ['insurance'],
  subject: { kind: 'person', name: '林试样', otherNames: [], documents: [{ type: 'resident-id', number: '330106197906127430' }] },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
  officers: [
    { name: '陈样员', phone: '19900001234', workCertificate: 'GZ330106001', dutyCertificate: 'ZX330106001' },
    { name: '吴样员', phone: '19900005678', workCertificate: 'GZ330106002', dutyCertificate: 'ZX330106002' },
  ],
  documentNumber: 'AXX00000120260301000010',
  noticeName: '（2026）浙0106执1234号协助查询通知书',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
};

const fixtures: PushFixtures = {
  folder: new URL('./', import.meta.url),
  request,
  institution: {
    code: 'template-demo',
    name: '样例机构',
    credentials: { token: new Sensitive('synthetic-access-token') },
    callbackBaseUrl: 'https://exchange.court.example',
  },
  call: { file: 'request.json', method: 'POST', path: '/template/v1/queries' },
  declined: { file: 'declined.json', status: 422 },
  answers: {
    found: { file: 'found.json' },
    nothingFound: { file: 'none.json' },
    refused: { file: 'refused.json' },
    unknownStatus: { file: 'unknown-status.json' },
    wrongPerson: [{ file: 'wrong-person.json' }],
    contradictory: [{ file: 'found-without-rows.json' }, { file: 'none-with-rows.json' }, { file: 'another-number.json' }],
    duplicateRows: { file: 'duplicate-rows.json' },
  },
};

describeAdapterContract(adapter, fixtures, {
  skips: [{ case: 'old-versions', reason: 'version 1.0 is the first one, there is none older' }],
});

describePublishedContract(adapter, fixtures, { schemas, order: 'QueryOrder' });
