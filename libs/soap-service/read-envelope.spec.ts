import type { PullService } from '#contracts/adapter';
import { readEnvelope, renderResponse, renderSoapFault } from './index.js';

const service: PullService = {
  paths: ['/svc'],
  namespace: 'http://svc.example/',
  serviceName: 'Svc',
  portName: 'SvcPort',
  portTypeName: 'SvcPortType',
  soapAction: (operation) => `http://svc.example/${operation}`,
  operations: [
    { name: 'list', aliases: ['ifList'], parameters: ['arg0'], verb: 'list-queries' },
    { name: 'feed', parameters: ['arg0', 'arg1'], verb: 'feed-query' },
  ],
};
const LIMITS = { maxCharacters: 10_000 };
const read = (body: string): ReturnType<typeof readEnvelope> => readEnvelope(body, service, LIMITS);
const wrap = (inner: string, header = ''): string =>
  `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">${header}<S:Body>${inner}</S:Body></S:Envelope>`;
const feed = (parameters: string): string => wrap(`<n:feed xmlns:n="http://svc.example/">${parameters}</n:feed>`);
const parametersOf = (body: string): unknown => {
  const reading = read(body);
  return reading.state === 'read' ? reading.value.parameters : reading;
};

describe('parameters', () => {
  test.each([
    ['in order', '<arg0>a</arg0><arg1>b</arg1>', ['a', 'b']],
    ['out of order: by name', '<arg1>b</arg1><arg0>a</arg0>', ['a', 'b']],
    ['qualified', '<n:arg0>a</n:arg0><n:arg1>b</n:arg1>', ['a', 'b']],
    ['in another namespace', '<arg0 xmlns="urn:x">a</arg0><arg1>b</arg1>', ['a', 'b']],
    ['with more than was declared', '<arg0>a</arg0><arg1>b</arg1><arg2>c</arg2>', ['a', 'b']],
    ['left out', '<arg0>a</arg0>', ['a', '']],
    ['all left out', '', ['', '']],
    ['empty', '<arg0/><arg1></arg1>', ['', '']],
    ['nil', '<arg0 xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:nil="true"/><arg1>b</arg1>', ['', 'b']],
    ['typed, as RPC clients do', '<arg0 xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:type="xsd:string">a</arg0>', ['a', '']],
    ['under names of their own, as many as declared: by position', '<usermarker>a</usermarker><feedbackinfo>b</feedbackinfo>', ['a', 'b']],
    ['under names of their own, another number', '<usermarker>a</usermarker>', ['', '']],
    ['one name known, one not: no guessing', '<arg1>b</arg1><usermarker>a</usermarker>', ['', 'b']],
    ['CDATA', '<arg0><![CDATA[a<b]]></arg0><arg1>x<![CDATA[y]]>z</arg1>', ['a<b', 'xyz']],
    ['line breaks of MIME Base64 stay', '<arg0>QUJD&#13;\nREVG\n</arg0>', ['QUJD\r\nREVG\n', '']],
    ['escaped markup', '<arg0>&lt;a b=&quot;c&quot;&gt;</arg0>', ['<a b="c">', '']],
  ])('%s', (_title, parameters, expected) => {
    expect(parametersOf(feed(parameters))).toEqual(expected);
  });

  test.each([
    ['twice', '<arg0>a</arg0><arg0>b</arg0>'],
    ['twice, once qualified', '<arg0>a</arg0><n:arg0>b</n:arg0>'],
    ['markup that was not escaped', '<arg0><usermarker/></arg0>'],
    ['a reference of SOAP encoding', '<arg0 href="#id1"/>'],
  ])('%s: refused', (_title, parameters) => {
    expect(read(feed(parameters))).toMatchObject({ state: 'unreadable', cause: 'schema', faultCode: 'Client' });
  });
});

describe('envelope', () => {
  test('an operation is called by any of its names, and answered under the one used', () => {
    for (const name of ['list', 'ifList']) {
      const reading = read(wrap(`<n:${name} xmlns:n="http://svc.example/"><arg0>a</arg0></n:${name}>`));
      expect(reading).toMatchObject({ state: 'read', value: { operation: { name, verb: 'list-queries' }, parameters: ['a'] } });
    }
    expect(read(wrap('<n:ifFeed xmlns:n="http://svc.example/"/>'))).toMatchObject({ state: 'unreadable', cause: 'schema' });
  });

  test('headers are ignored, also those that must be understood', () => {
    const header = '<S:Header><w:Security xmlns:w="urn:w" S:mustUnderstand="1"><w:Token>x</w:Token></w:Security></S:Header>';
    const reading = read(wrap('<list xmlns="http://svc.example/"><arg0>a</arg0></list>', header));
    expect(reading).toMatchObject({ state: 'read', value: { operation: { name: 'list', verb: 'list-queries' }, parameters: ['a'] } });
  });

  test.each([
    ['another root', '<a/>', 'schema', 'Client'],
    ['SOAP 1.2', feed('').replaceAll('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'), 'schema', 'VersionMismatch'],
    ['an envelope of nobody', feed('').replaceAll('http://schemas.xmlsoap.org/soap/envelope/', 'urn:x'), 'schema', 'VersionMismatch'],
    ['no body', '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"/>', 'schema', 'Client'],
    ['an empty body', wrap(''), 'schema', 'Client'],
    ['a body of another namespace', feed('').replace(/S:Body/g, 'Body'), 'schema', 'Client'],
    ['an unknown operation', wrap('<drop xmlns="http://svc.example/"/>'), 'schema', 'Client'],
    ['an operation of another service', wrap('<list xmlns="urn:other"/>'), 'schema', 'Client'],
    ['an operation without namespace', wrap('<list/>'), 'schema', 'Client'],
    ['too long', feed(`<arg0>${'a'.repeat(10_000)}</arg0>`), 'oversized', 'Client'],
    ['too deep', wrap('<list xmlns="http://svc.example/"/>', `<S:Header>${'<a>'.repeat(20)}${'</a>'.repeat(20)}</S:Header>`), 'hostile', 'Client'],
    ['a document type', `<!DOCTYPE a>${feed('')}`, 'hostile', 'Client'],
    ['a processing instruction', `<?php x?>${feed('')}`, 'hostile', 'Client'],
    ['cut off', feed('').slice(0, -5), 'malformed', 'Client'],
    ['nothing', '', 'malformed', 'Client'],
  ])('%s: refused', (_title, body, cause, faultCode) => {
    expect(read(body)).toMatchObject({ state: 'unreadable', cause, faultCode });
  });

  test('the refusal does not repeat what was sent', () => {
    const reading = read(wrap('<secretName xmlns="http://svc.example/"/>'));
    expect(JSON.stringify(reading)).not.toContain('secretName');
  });
});

describe('answers', () => {
  test('a value', () => {
    expect(renderResponse(service, 'list', 'QUJD')).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
        '<ns:listResponse xmlns:ns="http://svc.example/"><return>QUJD</return></ns:listResponse></soap:Body></soap:Envelope>',
    );
  });

  test('a value that is not Base64 arrives as it was', () => {
    expect(renderResponse(service, 'list', '<a b="&">\r\n查控]]></a>')).toContain('<return>&lt;a b="&amp;"&gt;&#13;\n查控]]&gt;&lt;/a&gt;</return>');
  });

  test('a fault', () => {
    expect(renderSoapFault('Server', 'a < b')).toContain(
      '<soap:Fault><faultcode>soap:Server</faultcode><faultstring>a &lt; b</faultstring></soap:Fault>',
    );
  });
});
