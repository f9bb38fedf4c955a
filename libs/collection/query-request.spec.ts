import { documentNumber, idOfRequestNumber, noticeName, requestNumber, toQueryRequest, type AskableRequest } from './index.js';

const NOON = new Date('2026-03-09T12:00:00+08:00');

describe('request numbers', () => {
  it('name the day of acceptance and end in the id', () => {
    expect(requestNumber(1234, NOON)).toBe('A20260309CK1000000001234');
  });

  it.each([1, 1000, 999_999_999_999])('fit the wire (30 bytes of ASCII) and lead back to the id %d', (id) => {
    const number = requestNumber(id, NOON);
    expect(number).toMatch(/^[\x21-\x7e]{1,30}$/);
    expect(idOfRequestNumber(number)).toBe(id);
  });

  it.each([
    ['the last moment of the day in Beijing, still the day before in London', '2026-03-09T23:59:59.999+08:00', '20260309'],
    ['the first moment of the next day in Beijing', '2026-03-10T00:00:00+08:00', '20260310'],
    ['after midnight in London, the same day in Beijing', '2026-03-10T00:30:00Z', '20260310'],
    ['the turn of the year', '2026-12-31T16:00:00Z', '20270101'],
  ])('the day is the one in Beijing: %s', (_, at, day) => {
    expect(requestNumber(1, new Date(at))).toBe(`A${day}CK1000000000001`);
    expect(documentNumber(1, new Date(at))).toBe(`DCK000001${day}000000000001`);
  });

  it.each([
    '', 'A20260309CK100000000123', 'A20260309CK10000000012345', 'A20260309CK2000000001234', 'B20260309CK1000000001234',
    ' A20260309CK1000000001234', 'A20260309CK1000000001234\n', 'A20260309CK100000000123x', 'A2026030９CK1000000001234',
  ])('what is not one of ours (%j) has no id', (text) => {
    expect(idOfRequestNumber(text)).toBeUndefined();
  });

  it('a document number fits the wire too', () => {
    expect(documentNumber(999_999_999_999, NOON)).toMatch(/^[\x21-\x7e]{1,30}$/);
  });
});

describe('the question as adapters see it', () => {
  const asked: AskableRequest = {
    requestNumber: 'A20260309CK1000000001234', obligorId: 'o-2', institutionCode: 'BANK-1', sources: ['deposit', 'wealth'], acceptedAt: NOON,
    answerBy: new Date('2026-03-10T12:00:00+08:00'), documentNumber: 'DCK00000120260309000000001234',
    snapshot: {
      case: { caseNumber: '（2026）浙0106执1号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
      officers: [{ id: 'f-1', name: '测试甲', phone: '0571', workCertificate: 'W1', dutyCertificate: 'D1' }],
      subjects: ['o-1', 'o-2'].map((obligorId) => ({ obligorId, kind: 'person' as const, name: `虚构${obligorId}`, otherNames: [], documents: [] })),
    },
  };

  it('is about the one obligor it was planned for', () => {
    const request = toQueryRequest(asked, '2');
    expect(request).toMatchObject({
      subject: { name: '虚构o-2' }, sources: ['deposit', 'wealth'], contractVersion: '2', noticeName: '（2026）浙0106执1号协助查询财产通知书',
      acceptedAt: '2026-03-09T04:00:00.000Z', answerBy: '2026-03-10T04:00:00.000Z',
    });
    expect(request).not.toHaveProperty('transactions');
    expect(noticeName(asked.snapshot.case.caseNumber)).toBe(request.noticeName);
  });

  it('asks with the names and numbers a register corrected, where it did', () => {
    const corrected = { ...asked.snapshot.subjects[1]!, name: '虚构新名', otherNames: ['虚构o-2'] };
    expect(toQueryRequest({ ...asked, corrected }).subject).toEqual(corrected);
    expect(toQueryRequest({ ...asked, corrected: null }).subject).toMatchObject({ name: '虚构o-2' });
  });

  it('asks for movements only when they were asked for', () => {
    const transactions = { from: '2026-01-01', to: '2026-02-28' };
    expect(toQueryRequest({ ...asked, snapshot: { ...asked.snapshot, transactions } }).transactions).toEqual(transactions);
  });

  it('a snapshot without its obligor is a bug and says nothing of the person', () => {
    expect(() => toQueryRequest({ ...asked, obligorId: 'o-3' })).toThrow(new TypeError('the snapshot of an inquiry lacks a subject'));
  });
});
