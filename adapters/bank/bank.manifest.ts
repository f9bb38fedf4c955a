import type { AdapterManifest, PullOperation, PullService } from '#contracts/adapter';
import { MESSAGE_LIMITS } from '#libs/convert-data-service';
import { BANK_OPERATIONS, cannotCarryAtBank } from './bank.controls.js';

/** Contract A of the wire contracts: banks poll the court over SOAP (点对点 and 总对总). */
export const manifest: AdapterManifest & { readonly channel: 'pull' } = {
  code: 'bank',
  name: 'National bank contract, SOAP',
  nameZh: '银行查控接口（WebService方式）',
  channel: 'pull',
  contract: 'wire-contracts §2',
  versions: ['V2', 'V1', 'V0'],
  operations: BANK_OPERATIONS,
  cannotCarry: cannotCarryAtBank,
  officers: 1,
  limits: MESSAGE_LIMITS,
};

const NAMESPACE = 'http://syyh.service.webService.ckw.tdh/';

const USER = 'arg0';
const MESSAGE = 'arg1';

const operation = (name: string, verb: PullOperation['verb'], ...further: readonly string[]): PullOperation => ({
  name,
  parameters: [USER, ...further],
  verb,
});

/** Addresses and operations as banks have them in their generated clients (wire contracts §2.1, §2.2). */
export const service: PullService = {
  paths: ['/ckwWebService/SyyhConvertData', '/ckwWebServiceCloud/SyyhConvertData', '/zgyWebService/SyyhConvertData'],
  namespace: NAMESPACE,
  serviceName: 'SyyhConvertDataService',
  portName: 'SyyhConvertDataHandle',
  portTypeName: 'SyyhConvertDataHandle',
  soapAction: (name) => `${NAMESPACE}SyyhConvertDataHandle/${name}`,
  operations: [
    operation('getXzcxList', 'list-queries'),
    operation('getXzkzList', 'list-controls'),
    operation('cxwsInfo', 'documents-of-query', MESSAGE),
    operation('kzwsInfo', 'documents-of-control', MESSAGE),
    operation('wsInfo', 'documents-of-any', MESSAGE),
    operation('zjInfo', 'certificates', MESSAGE),
    operation('shfeedXzcxInfo', 'feed-query', MESSAGE),
    operation('shfeedXzkzInfo', 'feed-control', MESSAGE),
    operation('shfeedXzcxwlxxInfo', 'feed-transactions', MESSAGE),
    operation('htInfo', 'return-request', MESSAGE),
  ],
};
