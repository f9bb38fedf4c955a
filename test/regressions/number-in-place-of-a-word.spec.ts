import { adapter } from '#adapters/bank-direct';
import type { QueryRequest } from '#contracts/adapter';
import { printable } from '#libs/json-contract';

/**
 * An institution that writes a number of somebody where its `result` belongs: the number became the `wireStatus` of an
 * unconfirmed outcome, which is shown and logged. Found by the fuzz of the adapter contract.
 */
describe('a number where a word of the contract belongs', () => {
  const request: QueryRequest = {
    requestNumber: 'A1', institutionCode: 'sample', sources: ['deposit'], subject: { kind: 'person', name: '林试样', otherNames: [], documents: [{ type: 'resident-id', number: '330106197906127430' }] },
    case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' }, officers: [],
    documentNumber: 'W1', noticeName: 'N1', acceptedAt: '2026-03-01T09:30:00+08:00', answerBy: '2026-03-02T09:30:00+08:00',
  };

  it.each(['330106198001011235', '330106-1980-0101-1235', '6222021200000000013', '19900001234', 'A20260301E0100000017'])('%s: not shown', (number) => {
    const body = Buffer.from(JSON.stringify({ requestNumber: 'A1', result: number }));
    expect(adapter.readReply({ status: 200, headers: {}, body }, request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed', wireStatus: '‹unprintable›' } });
  });

  it.each(['partly', 'batch-pending', 'v2.found', 'RESULT_0042'])('%s: a word of a later version is shown', (word) => {
    expect(printable(word)).toBe(word);
  });
});
