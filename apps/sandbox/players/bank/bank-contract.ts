import type { ConvertDataContract } from '../convert-data/contract.js';
import type { SandboxInstitution } from '../institution.js';
import { bankControlWriter } from './control-rows.js';
import { accountRow, type BankVersion } from './feedback-rows.js';

/** `V2` when nothing else was agreed; `2`, `v1.0` and the like are understood. */
export function bankVersion(institution: SandboxInstitution): BankVersion {
  const digit = /[012]/.exec(institution.contractVersion ?? '2')?.[0] ?? '2';
  return `V${digit}` as BankVersion;
}

/** Banks on the WebService contract (wire-contracts §2), in the image of the version they speak. */
export const BANK_CONTRACT: ConvertDataContract = {
  service: { path: '/ckwWebService/SyyhConvertData', namespace: 'http://syyh.service.webService.ckw.tdh/', port: 'SyyhConvertDataHandle' },
  operations: {
    list: 'getXzcxList',
    documents: 'cxwsInfo',
    documentsByRequest: 'wsInfo',
    certificates: 'zjInfo',
    feedback: 'shfeedXzcxInfo',
    giveBack: 'htInfo',
    controls: { list: 'getXzkzList', documents: 'kzwsInfo', feedback: 'shfeedXzkzInfo' },
  },
  controlWriter: (institution) => bankControlWriter(bankVersion(institution)),
  papersByRequest: (institution) => bankVersion(institution) === 'V0',
  writer: (institution, { population }) => {
    const version = bankVersion(institution);
    return {
      namesHolder: false,
      rows: (context, { period }, _party, { accounts, products }) =>
        accounts.map((account, i) => {
          const own = products.filter((product) => product.settlementAccount === account.number);
          const movements = period === undefined ? [] : population.movements(account, period.from, period.to);
          return accountRow(version, context, i + 1, account, own, movements);
        }),
    };
  },
};
