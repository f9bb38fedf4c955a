import { escapeXmlAttribute } from '#libs/judicial-xml';
import { SOAP_HTTP_TRANSPORT, WSDL_NAMESPACE, WSDL_SOAP_NAMESPACE, XML_SCHEMA_NAMESPACE } from './namespaces.js';
import type { SoapOperation, SoapService } from './soap-service.js';

/**
 * The description of a service: WSDL 1.1, document/literal wrapped, schema inline, within WS-I Basic Profile 1.1.
 *
 * It has the shape JAX-WS gave to the services institutions already built against: the wrapper of an operation is named like
 * the operation, everything inside is unqualified and optional (a null argument is left out), each message has the one part
 * `parameters`. Stubs generated from the original therefore still fit. An operation with several names stands under each.
 *
 * @param address where the caller reaches the service, as it stands in `soap:address`
 */
export function renderWsdl(service: SoapService, address: string): string {
  const operations = service.operations.flatMap((operation) => [operation, ...(operation.aliases ?? []).map((name) => ({ ...operation, name }))]);
  const binding = `${service.serviceName}SoapBinding`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<wsdl:definitions name="${escapeXmlAttribute(service.serviceName)}" targetNamespace="${escapeXmlAttribute(service.namespace)}"` +
      ` xmlns:tns="${escapeXmlAttribute(service.namespace)}" xmlns:wsdl="${WSDL_NAMESPACE}" xmlns:soap="${WSDL_SOAP_NAMESPACE}"` +
      ` xmlns:xs="${XML_SCHEMA_NAMESPACE}">`,
    '  <wsdl:types>',
    `    <xs:schema targetNamespace="${escapeXmlAttribute(service.namespace)}" elementFormDefault="unqualified" version="1.0">`,
    ...operations.flatMap(schemaOf),
    '    </xs:schema>',
    '  </wsdl:types>',
    ...operations.flatMap(({ name }) => [...message(name), ...message(`${name}Response`)]),
    `  <wsdl:portType name="${escapeXmlAttribute(service.portTypeName)}">`,
    ...operations.flatMap(({ name }) => [
      `    <wsdl:operation name="${escapeXmlAttribute(name)}">`,
      `      <wsdl:input message="tns:${escapeXmlAttribute(name)}" name="${escapeXmlAttribute(name)}"/>`,
      `      <wsdl:output message="tns:${escapeXmlAttribute(name)}Response" name="${escapeXmlAttribute(name)}Response"/>`,
      '    </wsdl:operation>',
    ]),
    '  </wsdl:portType>',
    `  <wsdl:binding name="${escapeXmlAttribute(binding)}" type="tns:${escapeXmlAttribute(service.portTypeName)}">`,
    `    <soap:binding style="document" transport="${SOAP_HTTP_TRANSPORT}"/>`,
    ...operations.flatMap(({ name }) => [
      `    <wsdl:operation name="${escapeXmlAttribute(name)}">`,
      `      <soap:operation soapAction="${escapeXmlAttribute(service.soapAction(name))}" style="document"/>`,
      `      <wsdl:input name="${escapeXmlAttribute(name)}"><soap:body use="literal"/></wsdl:input>`,
      `      <wsdl:output name="${escapeXmlAttribute(name)}Response"><soap:body use="literal"/></wsdl:output>`,
      '    </wsdl:operation>',
    ]),
    '  </wsdl:binding>',
    `  <wsdl:service name="${escapeXmlAttribute(service.serviceName)}">`,
    `    <wsdl:port name="${escapeXmlAttribute(service.portName)}" binding="tns:${escapeXmlAttribute(binding)}">`,
    `      <soap:address location="${escapeXmlAttribute(address)}"/>`,
    '    </wsdl:port>',
    '  </wsdl:service>',
    '</wsdl:definitions>',
    '',
  ].join('\n');
}

function schemaOf({ name, parameters }: SoapOperation): string[] {
  return [...element(name, parameters), ...element(`${name}Response`, ['return'])];
}

/** A global element and the named type behind it, as JAX-WS writes them. */
function element(name: string, children: readonly string[]): string[] {
  return [
    `      <xs:element name="${escapeXmlAttribute(name)}" type="tns:${escapeXmlAttribute(name)}"/>`,
    `      <xs:complexType name="${escapeXmlAttribute(name)}">`,
    '        <xs:sequence>',
    ...children.map((child) => `          <xs:element name="${escapeXmlAttribute(child)}" type="xs:string" minOccurs="0"/>`),
    '        </xs:sequence>',
    '      </xs:complexType>',
  ];
}

function message(name: string): string[] {
  return [
    `  <wsdl:message name="${escapeXmlAttribute(name)}">`,
    `    <wsdl:part name="parameters" element="tns:${escapeXmlAttribute(name)}"/>`,
    '  </wsdl:message>',
  ];
}
