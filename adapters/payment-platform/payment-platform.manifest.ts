import type { AdapterManifest, PullOperation, PullService } from '#contracts/adapter';
import { MESSAGE_LIMITS } from '#libs/convert-data-service';
import { cannotCarryAtPlatform, PLATFORM_OPERATIONS } from './payment-platform.controls.js';

/** Contract C of the wire contracts: payment platforms poll the court over SOAP. */
export const manifest: AdapterManifest & { readonly channel: 'pull' } = {
  code: 'payment-platform',
  name: 'Payment platform contract, SOAP',
  nameZh: '互联网金融（支付机构）查控接口',
  channel: 'pull',
  contract: 'wire-contracts §5',
  versions: ['V1'],
  operations: PLATFORM_OPERATIONS,
  cannotCarry: cannotCarryAtPlatform,
  officers: 1,
  limits: MESSAGE_LIMITS,
};

/** By analogy with the contracts whose description was seen (`syyh`, `ip`: §2.1, §7.1). */
const NAMESPACE = 'http://if.service.webService.ckw.tdh/';

const USER = 'arg0';
const MESSAGE = 'arg1';

/** The industry's two known operations put `if` before the bank's names; the others are offered with and without it. */
const guessed = (name: string, verb: PullOperation['verb'], ...further: readonly string[]): PullOperation => ({
  name,
  aliases: [`if${name}`],
  parameters: [USER, ...further],
  verb,
});

const seen = (name: string, verb: PullOperation['verb']): PullOperation => ({ name, parameters: [USER, MESSAGE], verb });

export const service: PullService = {
  paths: ['/zgyWebService/IfConvertData'],
  namespace: NAMESPACE,
  serviceName: 'IfConvertDataService',
  portName: 'IfConvertDataHandle',
  portTypeName: 'IfConvertDataHandle',
  soapAction: (name) => `${NAMESPACE}IfConvertDataHandle/${name}`,
  operations: [
    guessed('getXzcxList', 'list-queries'),
    guessed('getXzkzList', 'list-controls'),
    guessed('cxwsInfo', 'documents-of-query', MESSAGE),
    guessed('kzwsInfo', 'documents-of-control', MESSAGE),
    guessed('zjInfo', 'certificates', MESSAGE),
    seen('ifshfeedXzcxInfo', 'feed-query'),
    seen('ifshfeedXzkzInfo', 'feed-control'),
    guessed('htInfo', 'return-request', MESSAGE),
  ],
};
