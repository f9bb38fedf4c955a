import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClientAsync } from 'soap';
import type { PullService } from '#contracts/adapter';
import { DEFAULT_XML_LIMITS, readXml, type XmlElement } from '#libs/judicial-xml';
import { renderWsdl } from './index.js';

const service: PullService = {
  paths: ['/svc'],
  namespace: 'http://svc.example/?a=1&b=2',
  serviceName: 'SvcService',
  portName: 'SvcHandle',
  portTypeName: 'SvcHandle',
  soapAction: (operation) => `http://svc.example/SvcHandle/${operation}`,
  operations: [
    { name: 'list', parameters: ['arg0'], verb: 'list-queries' },
    { name: 'feed', parameters: ['arg0', 'arg1'], verb: 'feed-query' },
  ],
};
const WSDL = renderWsdl(service, 'http://court.example/svc?x=1&y=2');

function* all(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* all(child);
}

const elements = (): XmlElement[] => {
  const document = readXml(WSDL, DEFAULT_XML_LIMITS);
  if (document.state === 'unreadable') throw new Error(document.detail);
  return [...all(document.value)];
};

test('every name that is referred to is defined', () => {
  const found = elements();
  const namesOf = (kind: string): (string | undefined)[] => found.filter(({ name }) => name === kind).map(({ attributes }) => attributes.get('name'));
  const defined = new Set(['message', 'portType', 'binding', 'complexType', 'element'].flatMap(namesOf));
  const references = found.flatMap(({ attributes }) => ['message', 'element', 'type', 'binding'].map((name) => attributes.get(name)));
  for (const reference of references) {
    if (reference?.startsWith('tns:')) expect(defined).toContain(reference.slice(4));
  }
  expect(namesOf('message')).toEqual(['list', 'listResponse', 'feed', 'feedResponse']);
});

test('an operation with several names stands there under each', () => {
  const [list] = service.operations;
  const wsdl = renderWsdl({ ...service, operations: [{ ...list!, aliases: ['ifList'] }] }, 'http://court.example/svc');
  for (const name of ['list', 'ifList']) {
    expect(wsdl).toContain(`<wsdl:operation name="${name}">`);
    expect(wsdl).toContain(`soapAction="http://svc.example/SvcHandle/${name}"`);
    expect(wsdl).toContain(`<xs:element name="${name}Response" type="tns:${name}Response"/>`);
  }
});

test('SOAPAction and address stand there as given', () => {
  const found = elements();
  expect(found.find(({ name }) => name === 'address')?.attributes.get('location')).toBe('http://court.example/svc?x=1&y=2');
  expect(found.filter(({ attributes }) => attributes.has('soapAction')).map(({ attributes }) => attributes.get('soapAction'))).toEqual([
    'http://svc.example/SvcHandle/list',
    'http://svc.example/SvcHandle/feed',
  ]);
});

test('a toolkit reads service, port, operations and types from it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wsdl-'));
  const file = join(folder, 'svc.wsdl');
  await writeFile(file, WSDL);
  const client = await createClientAsync(file);
  expect(client.describe()).toMatchObject({
    SvcService: {
      SvcHandle: {
        list: { input: { arg0: 'xs:string' }, output: { return: 'xs:string' } },
        feed: { input: { arg0: 'xs:string', arg1: 'xs:string' }, output: { return: 'xs:string' } },
      },
    },
  });
  await rm(folder, { recursive: true });
});
