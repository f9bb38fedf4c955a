import type { AdapterManifest, PullOperation, PullService } from '#contracts/adapter';
import { cannotCarry, CONTROLS } from './real-estate.cannot-carry.js';

/** Contract E of the wire contracts: real-estate registries poll the court over SOAP. */
export const manifest: AdapterManifest & { readonly channel: 'pull' } = {
  code: 'real-estate',
  name: 'Real-estate registry contract, SOAP',
  nameZh: '不动产登记机构查控接口（WebService方式）',
  channel: 'pull',
  contract: 'wire-contracts §7',
  versions: ['1.0'],
  operations: { 'real-estate': ['query', ...CONTROLS], land: ['query', ...CONTROLS] },
  cannotCarry,
  // A register extract (DJBWJ) travels inside the message.
  officers: 1,
  limits: { maxMessageBytes: 32 * 1024 * 1024, maxDepth: 12 },
};

const NAMESPACE = 'http://ip.service.webService.ckw.tdh/';

const operation = (name: string, verb: PullOperation['verb'], ...further: readonly string[]): PullOperation => ({
  name,
  parameters: ['usermarker', ...further],
  verb,
});

/** Addresses and operations as registries have them in their clients (wire contracts §7.1, §7.2); names of the port by analogy. */
export const service: PullService = {
  paths: ['/ckwIpWebService/IpConvertDataAll', '/ckwipcloud/IpConvertData'],
  namespace: NAMESPACE,
  serviceName: 'IpConvertDataService',
  portName: 'IpConvertDataHandle',
  portTypeName: 'IpConvertDataHandle',
  soapAction: (name) => `${NAMESPACE}IpConvertDataHandle/${name}`,
  operations: [
    operation('cxBdcQL', 'list-queries'),
    operation('cxwsInfo', 'documents-of-query', 'wsbhinfo'),
    operation('feedBdcQL', 'feed-query', 'feedbackinfo'),
    operation('kzBdcQL', 'list-controls'),
    operation('kzwsInfo', 'documents-of-control', 'wsbhinfo'),
    operation('zjInfo', 'certificates', 'wsbhinfo'),
    operation('feedkzBdcQL', 'feed-control', 'feedbackinfo'),
    operation('feedkzhzBdcQL', 'feed-receipt', 'feedbackinfo'),
  ],
};
