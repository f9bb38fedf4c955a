import { accountRow } from '../../../dist/apps/sandbox/players/bank/feedback-rows.js';
import { literalRow } from '../../../dist/apps/sandbox/players/convert-data/contract.js';
import { encodeMessage } from '../../../dist/apps/sandbox/players/convert-data/gbk-codec.js';

/** One answer in so many holds an account; the others say 查无开户信息. */
const FOUND_EVERY = 25;
const ACCOUNT = {
  number: '6299992808107788877', category: '借记卡', status: '正常', branchName: '样例银行杭州西湖支行', branchCode: '313331000001',
  openedOn: '2012-05-14', currency: 'CNY', balanceFen: 1_284_056, availableFen: 284_056, remarks: '',
  measures: [{ endsOn: '2027-03-01', authority: '样例市样例区人民法院', documentNumber: '（2026）样0101执1号', amountFen: 1_000_000 }],
  rights: [], subAccounts: [],
};

let sequence = 0;

/** The feedback to one request (`zhxxList`), as it stands in the SOAP argument. */
export function feedbackOf(requestNumber) {
  const context = { requestNumber, fedBackAt: '2026/03/01 09:30:12', address: '样例省样例市样例路1号', postcode: '310000', phone: '19900001234' };
  const row = sequence++ % FOUND_EVERY === 0 ? accountRow('V2', context, 1, ACCOUNT, [], []) : literalRow(context, '查无开户信息');
  return encodeMessage({ name: 'zhxxList', attributes: [], children: [row] });
}
