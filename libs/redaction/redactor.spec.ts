import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { QueryOutcome } from '#contracts/adapter';
import { AssetDto, CaseDto, InstitutionAnswerDto, ListedIdentityDto, OfflineAnswerDto } from '#contracts/http';
import { isSpouse, kindOfAttribute } from './attribute-kinds.js';
import { Redactor } from './redactor.js';
import type { Sight } from './sight.js';

const FULL: Sight = { personal: true, beside: true, staff: true, unmasked: false };
const AT_COURT: Sight = { personal: true, beside: false, staff: true, unmasked: false };
const MASKED: Sight = { personal: false, beside: false, staff: true, unmasked: false };
const AUDITOR: Sight = { personal: false, beside: false, staff: false, unmasked: false };

const redactor = new Redactor();
const answer = (outcome: QueryOutcome) => ({ requestId: 7, outcome });
const outcomeFor = (sight: Sight, outcome: QueryOutcome): QueryOutcome => redactor.redact(InstitutionAnswerDto as new () => object, answer(outcome), sight as Sight).outcome;

describe('what of an answer is shown', () => {
  test('a caller who may see all: the very same object, not walked at all', () => {
    const given = new Proxy(answer({ kind: 'nothing-found', remarks: '王小明' }), { get: () => { throw new Error('looked into'); } });
    expect(redactor.redact(InstitutionAnswerDto as new () => object, given, FULL)).toBe(given);
  });

  test('masked: every text by its type, amounts and days stay, and the stored answer is not touched', () => {
    const outcome: QueryOutcome = {
      kind: 'found', remarks: '户主王小明',
      assets: [{
        source: 'deposit', reference: '6222021200000000013', category: '活期储蓄 6222021200000000013', value: { fen: 500, currency: 'CNY' }, openedOn: '2020-01-01',
        holders: [{ name: '王小明', role: '按份共有' }, { name: '杭州虚构贸易有限公司' }], key: { scheme: 'account', value: '6222021200000000013' },
        rights: [{ sequence: 1, kind: '抵押权', holder: '李小红', address: '浙江省杭州市西湖区样例路1号', contact: '13800001234', remarks: '李小红之夫' }],
        transactions: [{ sequence: 1, direction: 'in', counterparty: { name: '赵样例', account: '6222021200000000021' }, serial: 'S00000001', remarks: '还赵样例' }],
        attributes: { phone: '13800001234', postalAddress: '浙江省杭州市西湖区样例路1号', neverSeen: '王小明', boundCard1: '6222021202000000019' }, remarks: '王小明',
      }],
    };
    const before = JSON.stringify(outcome);
    const shown = outcomeFor(MASKED, outcome);
    expect(JSON.stringify(outcome)).toBe(before);
    expect(shown).toEqual({
      kind: 'found', remarks: '***',
      assets: [{
        source: 'deposit', reference: '6222***********0013', category: '活期储蓄 *******************', value: { fen: 500, currency: 'CNY' }, openedOn: '2020-01-01',
        holders: [{ name: '王*明', role: '按份共有' }, { name: '杭州虚构贸易有限公司' }], key: { scheme: 'account', value: '6222***********0013' },
        rights: [{ sequence: 1, kind: '抵押权', holder: '李*红', address: '浙江省杭州市西湖区****', contact: '138****1234', remarks: '***' }],
        transactions: [{ sequence: 1, direction: 'in', counterparty: { name: '赵*例', account: '6222***********0021' }, serial: '*******01', remarks: '***' }],
        attributes: { phone: '138****1234', postalAddress: '浙江省杭州市西湖区****', neverSeen: '***', boundCard1: '6222***********0019' }, remarks: '***',
      }],
    });
  });

  test.each([
    ['vehicle', '浙A12345', '浙A***45'],
    ['real-estate', '330106002002GB00001F00010001', '330106******************0001'],
    ['insurance', 'P20261234567', '*********567'],
    ['equity', '91330106MA2D3M0Q1V', '91330106MA2D3M0Q1V'],
    ['deposit', '6222021200000000013／6222021200000000021', '6222***********0013／6222***********0021'],
  ] as const)('how a thing is named, %s: %s', (source, reference, masked) => {
    expect(redactor.redact(AssetDto, { source, reference }, MASKED)).toEqual({ source, reference: masked });
  });

  const married = { match: 'exact' as const, source: 'marriage' as const, name: '王小明', sex: 'male' as const, birthDate: '1980-01-01', attributes: { maritalStatus: 'married', marriedOn: '2012-10-10', spouseName: '周样例', spouseDocumentNumber: 'X0000001' } };
  test('a spouse: for the handling officer; to everybody else of the case status and days, and what is withheld', () => {
    const found: QueryOutcome = { kind: 'found', assets: [], identities: [married] };
    expect(outcomeFor(FULL, found)).toBe(found);
    expect(outcomeFor(AT_COURT, found)).toEqual({ kind: 'found', assets: [], identities: [{ ...married, attributes: { maritalStatus: 'married', marriedOn: '2012-10-10' }, withheld: ['spouseName', 'spouseDocumentNumber'] }] });
    expect(redactor.redact(ListedIdentityDto, { obligorId: 'o', record: married } as unknown as ListedIdentityDto, MASKED).record).toEqual({
      match: 'exact', source: 'marriage', name: '王*明', attributes: { maritalStatus: 'married', marriedOn: '2012-10-10' }, withheld: ['sex', 'birthDate', 'spouseName', 'spouseDocumentNumber'],
    });
  });

  test('an outcome of a kind nobody described: nothing of it', () => {
    expect(outcomeFor(MASKED, { kind: 'new', name: '王小明' } as unknown as QueryOutcome)).toEqual({ kind: 'new' });
  });

  test('a person is masked even under the name of a company, a company never; officers by their numbers, to auditors only', () => {
    const file = {
      caseNumber: '（2016）浙0106执1号', officers: [{ name: '李四', phone: '13800001234', workCertificate: '浙0106001' }],
      obligors: [
        { kind: 'person', name: '王有限公司', otherNames: ['王小明'], documents: [{ type: 'resident-id', number: '330106198001011235' }] },
        { kind: 'organisation', name: '虚构厂', otherNames: [], documents: [{ type: 'unified-social-credit-code', number: '91330106MA2ABCD139' }] },
      ],
    } as unknown as CaseDto;
    expect(redactor.redact(CaseDto, file, AUDITOR)).toMatchObject({
      caseNumber: '（2016）浙0106执1号', officers: [{ name: '李四', phone: '138****1234', workCertificate: '******01' }],
      obligors: [{ name: '王****', otherNames: ['王*明'], documents: [{ number: '330106********1235' }] }, { name: '虚构厂', documents: [{ number: '91330106MA2ABCD139' }] }],
    });
    expect(redactor.redact(CaseDto, file, MASKED).officers[0]!.phone).toBe('13800001234');
  });

  test('every attribute of every golden answer of every adapter has a type', async () => {
    const unknown = new Set<string>();
    const look = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { attributes } = value as { attributes?: Record<string, string> };
      for (const name of Object.keys(attributes ?? {})) if (!isSpouse(name) && kindOfAttribute(name) === undefined) unknown.add(name);
      Object.values(value).forEach(look);
    };
    let read = 0;
    for (const adapter of await readdir('adapters')) {
      const golden = join('adapters', adapter, 'golden');
      for (const file of await readdir(golden).catch(() => [])) {
        if (!file.endsWith('.outcome.json')) continue;
        look(JSON.parse(await readFile(join(golden, file), 'utf8')));
        read += 1;
      }
    }
    expect(read).toBeGreaterThan(100);
    expect([...unknown]).toEqual([]);
  });

  test('masked answers of every adapter hold no name, number or address of the golden people', async () => {
    const people = /样例[^\p{Script=Han}]|试样|试祥|330106\d{12}|6222021\d{9,}|1990000\d{4}|路\d+号/u;
    for (const adapter of await readdir('adapters')) {
      const golden = join('adapters', adapter, 'golden');
      for (const file of await readdir(golden).catch(() => [])) {
        if (!file.endsWith('.outcome.json')) continue;
        const outcome = JSON.parse(await readFile(join(golden, file), 'utf8')) as QueryOutcome;
        if (outcome.kind === 'defective' || outcome.kind === 'not-supported') continue;
        const shown = JSON.stringify(outcomeFor(MASKED, outcome));
        expect({ file: join(golden, file), found: people.exec(shown)?.[0], in: people.test(shown) ? shown.slice(0, 3000) : '' }).toMatchObject({ found: undefined });
      }
    }
  });

  test('an answer on paper waits for its second person: masked like the outcome it becomes', () => {
    const typed = { number: 1, outcome: { kind: 'refused', reason: '王小明已销户', contact: '赵样例 0571-88888888' } } as unknown as OfflineAnswerDto;
    expect(redactor.redact(OfflineAnswerDto, typed, MASKED).outcome).toEqual({ kind: 'refused', reason: '***', contact: '***' });
  });
});
