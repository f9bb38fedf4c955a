/**
 * The service as case systems have it. Its target namespace is not known (wire-contracts §9 gives path, operation and parameters only):
 * the one written into our WSDL is ours, and any other is accepted from callers, so that stubs made from the original fit.
 */
export const CASE_SYSTEM_SERVICE = {
  paths: ['/ckw2court/api/service'],
  namespace: 'http://service.api.ckw2court/',
  anyNamespace: true,
  serviceName: 'CccxService',
  portName: 'CccxServicePort',
  portTypeName: 'CccxService',
  soapAction: (): string => '',
  operations: [{ name: 'CccxRequests', parameters: ['usermarker', 'body'] }],
} as const;
