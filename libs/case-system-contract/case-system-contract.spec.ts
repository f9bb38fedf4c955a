import fc from 'fast-check';
import iconv from 'iconv-lite';
import { documentTypeOf, partyKindOf, readFilingMessage, readUserMarker, renderError, renderVerdicts } from './index.js';

const utf8 = (xml: string): string => Buffer.from(xml, 'utf8').toString('base64');
const gbk = (xml: string): string => iconv.encode(`<?xml version="1.0" encoding="UTF-8"?>${xml}`, 'gbk').toString('base64');

const HEAD = 'RWLSH="RW1" AHDM="H1" AH="（2026）浙0106执1234号" AJLX="首次执行案件" AYMS="买卖合同纠纷" SQBD="1865.00" CBR="陈样员" CBBM1="执行局" SJY="吴样员" LARQ="20261120" FYDM="330106"';
const party = (number: string, name = '虚构甲'): string => `DSRXH="${number}" LX="09_01001-1" SSDW1="09_05036-2" MC="${name}" ZJLX="01" ZJHM="330106198001011235"`;
const body = (...rows: string[]): string => `<cxsqmarker><type cxlx="2"/><cxqqList>${rows.map((row) => `<ajxx ${row}/>`).join('')}</cxqqList></cxsqmarker>`;

describe('a message', () => {
  test.each([['UTF-8', utf8], ['GBK under a prolog that says UTF-8', gbk]])('in %s: every value as written, cxlx kept', (_, encode) => {
    const reading = readFilingMessage(encode(body(`${HEAD} ${party('1')}`, `${HEAD} ${party('2', '虚构乙')}`)));
    expect(reading).toEqual({
      state: 'read',
      value: {
        queryKind: '2',
        filings: [{
          head: {
            filingNumber: 'RW1', caseCode: 'H1', caseNumber: '（2026）浙0106执1234号', caseType: '首次执行案件', cause: '买卖合同纠纷', claim: '1865.00', officer: '陈样员', department: '执行局',
            clerk: '吴样员', filedOn: '20261120', courtCode: '330106',
          },
          parties: [
            { partyNumber: '1', kind: '09_01001-1', status: '09_05036-2', name: '虚构甲', documentType: '01', documentNumber: '330106198001011235' },
            { partyNumber: '2', kind: '09_01001-1', status: '09_05036-2', name: '虚构乙', documentType: '01', documentNumber: '330106198001011235' },
          ],
          contradicting: [],
        }],
      },
    });
  });

  test('with elements in place of attributes, and Base64 in lines: read the same', () => {
    const row = '<ajxx><RWLSH>RW1</RWLSH><AH>（2026）浙0106执1号</AH><DSRXH>1</DSRXH><MC> 虚构甲 </MC></ajxx>';
    const lines = utf8(`<cxsqmarker><type>3</type><cxqqList>${row}</cxqqList></cxsqmarker>`).match(/.{1,76}/g)!.join('\r\n');
    expect(readFilingMessage(lines)).toMatchObject({ state: 'read', value: { queryKind: '3', filings: [{ head: { filingNumber: 'RW1' }, parties: [{ name: '虚构甲', documentNumber: '' }] }] } });
  });

  test('rows under one number that contradict the first about the case stand apart; other numbers are other filings', () => {
    const reading = readFilingMessage(utf8(body(`${HEAD} ${party('1')}`, `${HEAD.replace('20261120', '20261121')} ${party('2')}`, `${HEAD.replace('RW1', 'RW2')} ${party('3')}`)));
    if (reading.state !== 'read') throw new Error('unreadable');
    expect(reading.value.filings.map(({ head, parties, contradicting }) => [head.filingNumber, parties.length, contradicting.length])).toEqual([['RW1', 1, 1], ['RW2', 1, 0]]);
  });

  test.each([
    ['no Base64', 'not base64!', 'encoding'],
    ['nothing', '', 'malformed'],
    ['no XML', utf8('hello'), 'malformed'],
    ['a DOCTYPE', utf8('<!DOCTYPE a [<!ENTITY b "c">]><cxsqmarker/>'), 'hostile'],
    ['another root', utf8('<cxqqList/>'), 'schema'],
    ['no rows', utf8('<cxsqmarker><cxqqList/></cxsqmarker>'), 'schema'],
    ['too many rows', utf8(body(...Array.from({ length: 2001 }, () => 'RWLSH="1"'))), 'oversized'],
    ['deep nesting', utf8(`${'<cxsqmarker>'.repeat(20)}${'</cxsqmarker>'.repeat(20)}`), 'hostile'],
    ['bytes of no character set', Buffer.concat([Buffer.from('<cxsqmarker a="'), Buffer.from([0xff, 0xff]), Buffer.from('"/>')]).toString('base64'), 'encoding'],
  ])('with %s is refused as such', (_, message, cause) => {
    expect(readFilingMessage(message)).toMatchObject({ state: 'unreadable', cause });
  });

  test('whatever is sent, it is read or refused, and never thrown', () => {
    const whole = Buffer.from(gbk(body(`${HEAD} ${party('1')}`)), 'base64');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, length) => {
        const damaged = Buffer.from(whole);
        damaged[at] = byte;
        for (const message of [damaged.toString('base64'), whole.subarray(0, length).toString('base64'), damaged.toString('latin1')]) {
          expect(['read', 'unreadable']).toContain(readFilingMessage(message).state);
          expect(['read', 'unreadable']).toContain(readUserMarker(message).state);
        }
      }),
      { seed: 20_160_429, numRuns: 400 },
    );
  });
});

describe('who calls', () => {
  test('user name and password in clear', () => {
    expect(readUserMarker(utf8('<usermarker><condition username="SPXT" password="秘密"/></usermarker>'))).toEqual({ state: 'read', value: { username: 'SPXT', password: '秘密' } });
    expect(readUserMarker(gbk('<usermarker><condition username="SPXT" password="p&amp;q"/></usermarker>'))).toMatchObject({ value: { password: 'p&q' } });
  });

  test.each(['<usermarker/>', '<usermarker><condition username="SPXT"/></usermarker>', '<marker><condition username="a" password="b"/></marker>', `<usermarker><condition username="${'a'.repeat(600)}" password="b"/></usermarker>`])('%# is refused', (xml) => {
    expect(readUserMarker(utf8(xml))).toMatchObject({ state: 'unreadable' });
  });
});

test('code tables know codes and words, and nothing else', () => {
  expect(['09_01001-1', '自然人', '法人', '09_01001-9', 'toString', ''].map(partyKindOf)).toEqual(['person', 'person', 'organisation', undefined, undefined, undefined]);
  expect([['01', 'x'], ['1', 'x'], ['身份证', 'x'], ['20', '91330106MA2ABCD139'], ['组织机构代码证', 'x'], ['20', 'MA2ABCD13'], ['21', 'x'], ['', ''], ['constructor', '']].map(([type, number]) => documentTypeOf(type!, number!))).toEqual([
    'resident-id', 'resident-id', 'resident-id', 'unified-social-credit-code', 'organisation-code', 'organisation-code', undefined, undefined, undefined,
  ]);
});

test('the answer is Base64 of XML with values in clear, escaped', () => {
  const xml = (message: string): string => Buffer.from(message, 'base64').toString('utf8').replace('<?xml version="1.0" encoding="UTF-8"?>', '');
  expect(xml(renderVerdicts([{ filingNumber: 'RW<1>', partyNumber: '1', result: 'fail', message: '证件号码校验不通过' }]))).toBe(
    '<result><cxjglist><jg rwlsh="RW&lt;1&gt;" dsrxh="1" result="fail" msg="证件号码校验不通过"/></cxjglist></result>',
  );
  expect(xml(renderError('用户名或密码错误'))).toBe('<result errorMsg="用户名或密码错误"/>');
});
