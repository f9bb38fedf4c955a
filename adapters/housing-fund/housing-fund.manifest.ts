import type { AdapterManifest, PullOperation, PullService } from '#contracts/adapter';
import { MESSAGE_LIMITS } from '#libs/convert-data-service';

/** Contract D of the wire contracts: housing fund centres poll the court over SOAP. */
export const manifest: AdapterManifest & { readonly channel: 'pull' } = {
  code: 'housing-fund',
  name: 'Housing fund contract, SOAP',
  nameZh: '住房公积金查控接口',
  channel: 'pull',
  contract: 'wire-contracts §6',
  versions: ['V1'],
  operations: { 'housing-fund': ['query'] },
  officers: 1,
  limits: MESSAGE_LIMITS,
};

/** 类别 LB: the letters of the industry's user names (§2.4), as banks have theirs. The value itself was not seen. */
export const UNIT_KIND = 'JJ';

/** By analogy with the contracts whose description was seen (`syyh`, `ip`: §2.1, §7.1). */
const NAMESPACE = 'http://gjj.service.webService.ckw.tdh/';

const USER = 'arg0';
const MESSAGE = 'arg1';

/** The one known operation, `gjjfeedXzcxInfo`, puts `gjj` before a bank-like name; the others are offered with and without it. */
const guessed = (name: string, verb: PullOperation['verb'], ...further: readonly string[]): PullOperation => ({
  name,
  aliases: [`gjj${name}`],
  parameters: [USER, ...further],
  verb,
});

/** No control operation was seen: none is offered (§6). */
export const service: PullService = {
  paths: ['/ckwWebServiceCloud/GjjConvertData'],
  namespace: NAMESPACE,
  serviceName: 'GjjConvertDataService',
  portName: 'GjjConvertDataHandle',
  portTypeName: 'GjjConvertDataHandle',
  soapAction: (name) => `${NAMESPACE}GjjConvertDataHandle/${name}`,
  operations: [
    guessed('getXzcxList', 'list-queries'),
    guessed('cxwsInfo', 'documents-of-query', MESSAGE),
    guessed('zjInfo', 'certificates', MESSAGE),
    { name: 'gjjfeedXzcxInfo', parameters: [USER, MESSAGE], verb: 'feed-query' },
    guessed('htInfo', 'return-request', MESSAGE),
  ],
};
