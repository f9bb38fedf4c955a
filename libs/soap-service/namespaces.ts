export const SOAP_ENVELOPE_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';
/** Read only to tell the caller what is wrong. */
export const SOAP_12_ENVELOPE_NAMESPACE = 'http://www.w3.org/2003/05/soap-envelope';
export const SOAP_HTTP_TRANSPORT = 'http://schemas.xmlsoap.org/soap/http';
export const WSDL_NAMESPACE = 'http://schemas.xmlsoap.org/wsdl/';
export const WSDL_SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/wsdl/soap/';
export const XML_SCHEMA_NAMESPACE = 'http://www.w3.org/2001/XMLSchema';
