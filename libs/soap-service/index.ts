/** SOAP 1.1 document/literal wrapped, server side: the protocol only. Nothing here knows a contract. */
export { renderWsdl } from './render-wsdl.js';
export { readEnvelope, type EnvelopeLimits, type EnvelopeReading, type EnvelopeRefusal, type SoapCall } from './read-envelope.js';
export { renderResponse, renderSoapFault, SOAP_CONTENT_TYPE, type SoapFaultCode } from './render-envelope.js';
export type { SoapOperation, SoapService } from './soap-service.js';
