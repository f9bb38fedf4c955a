import type { PullOperation, Unreadable } from '#contracts/adapter';
import { readXml, type XmlElement, type XmlLimits } from '#libs/judicial-xml';
import { SOAP_12_ENVELOPE_NAMESPACE, SOAP_ENVELOPE_NAMESPACE } from './namespaces.js';
import type { SoapFaultCode } from './render-envelope.js';
import type { SoapOperation, SoapService } from './soap-service.js';

/** A call of one operation of the service. */
export interface SoapCall<Operation extends SoapOperation = PullOperation> {
  readonly operation: Operation;
  /** One text per declared parameter, in declared order; a parameter that was left out or is nil is an empty text. */
  readonly parameters: readonly string[];
}

/** The envelope cannot be taken as a call. `detail` never repeats what was sent. */
export interface EnvelopeRefusal extends Unreadable {
  readonly faultCode: SoapFaultCode;
}

export type EnvelopeReading<Operation extends SoapOperation = PullOperation> =
  | { readonly state: 'read'; readonly value: SoapCall<Operation> }
  | EnvelopeRefusal;

export interface EnvelopeLimits {
  /** Longest envelope read, UTF-16 units. */
  readonly maxCharacters: number;
}

/**
 * What surrounds the parameters is small whatever the contract: the limits leave room for WS-Addressing and WS-Security
 * headers, which are ignored. The parameters themselves are one text each, bounded by `maxCharacters` only.
 */
const SURROUNDINGS: Omit<XmlLimits, 'maxCharacters'> = {
  maxDepth: 16,
  maxElements: 256,
  maxAttributes: 64,
  maxAttributeLength: 8192,
};

/**
 * Reads a SOAP 1.1 request. Tolerant where toolkits differ: any prefix, headers ignored (also those marked mustUnderstand:
 * the contracts define none, and refusing would lock out callers behind a security proxy), parameters qualified or not,
 * CDATA, RPC-style `xsi:type` and unknown additional parameters. Parameters are found by name; when none of the names is
 * there and their number is right, by position, because some generated clients call them `in0` or by a word of their own.
 *
 * Strict where a guess would be dangerous: the namespaces of envelope and operation, exactly one operation, no parameter
 * twice, parameters hold text only. Never throws.
 */
export function readEnvelope<Operation extends SoapOperation>(body: string, service: SoapService<Operation>, limits: EnvelopeLimits): EnvelopeReading<Operation> {
  const document = readXml(body, { ...SURROUNDINGS, maxCharacters: limits.maxCharacters });
  if (document.state === 'unreadable') return { ...document, faultCode: 'Client' };

  const envelope = document.value;
  if (envelope.name !== 'Envelope') return refusal('报文不是SOAP信封');
  if (envelope.namespace === SOAP_12_ENVELOPE_NAMESPACE) return refusal('本服务使用SOAP 1.1，不支持SOAP 1.2', 'VersionMismatch');
  if (envelope.namespace !== SOAP_ENVELOPE_NAMESPACE) return refusal('SOAP信封的命名空间错误', 'VersionMismatch');

  const bodies = envelope.children.filter((child) => child.name === 'Body' && child.namespace === SOAP_ENVELOPE_NAMESPACE);
  const [only] = bodies;
  if (only === undefined || bodies.length > 1) return refusal('SOAP信封应有且仅有一个Body');
  const [wrapper] = only.children;
  if (wrapper === undefined || only.children.length > 1) return refusal('SOAP Body应有且仅有一个操作');

  const operation = operationCalled(service, wrapper.name);
  if (operation === undefined) return refusal('本服务没有该操作，参见WSDL');
  if (service.anyNamespace !== true && wrapper.namespace !== service.namespace) return refusal('操作的命名空间错误，参见WSDL');
  return parametersOf(wrapper.children, operation);
}

/** The operation under the name it was called by, which is also the name it is answered under. */
function operationCalled<Operation extends SoapOperation>({ operations }: SoapService<Operation>, called: string): Operation | undefined {
  const operation = operations.find(({ name, aliases }) => name === called || aliases?.includes(called) === true);
  return operation === undefined || operation.name === called ? operation : { ...operation, name: called };
}

function parametersOf<Operation extends SoapOperation>(given: readonly XmlElement[], operation: Operation): EnvelopeReading<Operation> {
  const named = operation.parameters.map((name) => given.filter((element) => element.name === name));
  if (named.some((elements) => elements.length > 1)) return refusal('参数重复');

  const byPosition = named.every((elements) => elements.length === 0) && given.length === operation.parameters.length;
  const parameters: string[] = [];
  for (const [position, elements] of named.entries()) {
    const element = byPosition ? given[position] : elements[0];
    // Markup that was not escaped would otherwise be dropped in silence, and an empty text read in its place.
    if (element !== undefined && element.children.length > 0) return refusal('参数应为文本，其中的标记须转义');
    if (element?.attributes.has('href')) return refusal('不支持SOAP编码的引用');
    parameters.push(element?.text ?? '');
  }
  return { state: 'read', value: { operation, parameters } };
}

const refusal = (detail: string, faultCode: SoapFaultCode = 'Client'): EnvelopeRefusal => ({
  state: 'unreadable',
  cause: 'schema',
  detail,
  faultCode,
});
