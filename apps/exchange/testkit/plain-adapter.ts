import type { PullAdapter, PullFault, PullOperation, Reading } from '#contracts/adapter';

/**
 * A contract that nobody speaks: every operation there can be, messages in Base64 of plain text (`YH000001/secret-1`,
 * `number=found,number=nothing`). Shows the exchange at work apart from any real contract.
 */
export const PLAIN_OPERATIONS: readonly PullOperation[] = [
  { name: 'listQueries', parameters: ['arg0'], verb: 'list-queries' },
  { name: 'listControls', parameters: ['arg0'], verb: 'list-controls' },
  { name: 'queryDocuments', parameters: ['arg0', 'arg1'], verb: 'documents-of-query' },
  { name: 'controlDocuments', parameters: ['arg0', 'arg1'], verb: 'documents-of-control' },
  { name: 'anyDocuments', parameters: ['arg0', 'arg1'], verb: 'documents-of-any' },
  { name: 'certificates', parameters: ['arg0', 'arg1'], verb: 'certificates' },
  { name: 'feedQuery', parameters: ['arg0', 'arg1'], verb: 'feed-query' },
  { name: 'feedControl', parameters: ['arg0', 'arg1'], verb: 'feed-control' },
  { name: 'feedTransactions', parameters: ['arg0', 'arg1'], verb: 'feed-transactions' },
  { name: 'feedReceipt', parameters: ['arg0', 'arg1'], verb: 'feed-receipt' },
  { name: 'returnRequest', parameters: ['arg0', 'arg1'], verb: 'return-request' },
];

export const PLAIN_PATH = '/plainWebService/PlainConvertData';
export const PLAIN_NAMESPACE = 'http://plain.example/';

export const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
export const decode = (value: string): string => Buffer.from(value, 'base64').toString('utf8');

function read(parameter: string): Reading<string> {
  const bare = parameter.replace(/\s+/g, '');
  if (bare === '') return { state: 'unreadable', cause: 'schema', detail: 'empty' };
  if (!/^[A-Za-z0-9+/]+=*$/.test(bare)) return { state: 'unreadable', cause: 'encoding', detail: 'not Base64' };
  return { state: 'read', value: decode(bare) };
}

const wordOf = (fault: PullFault): string => {
  switch (fault.kind) {
    case 'unreadable':
      return fault.detail;
    case 'not-found':
      return fault.key;
    case 'not-supported':
      return fault.operation;
    default:
      return '';
  }
};

export interface PlainAdapterCounts {
  credentialsRead: number;
  emptyListsRendered: number;
}

export function plainAdapter(
  changes: Partial<PullAdapter> = {},
  counts: PlainAdapterCounts = { credentialsRead: 0, emptyListsRendered: 0 },
): PullAdapter {
  return {
    manifest: {
      code: 'plain',
      name: 'Plain',
      nameZh: '示例',
      channel: 'pull',
      contract: 'none',
      versions: ['1'],
      operations: { deposit: ['query'] },
      limits: { maxMessageBytes: 200_000, maxDepth: 8 },
    },
    service: {
      paths: [PLAIN_PATH],
      namespace: PLAIN_NAMESPACE,
      serviceName: 'PlainConvertDataService',
      portName: 'PlainConvertDataHandle',
      portTypeName: 'PlainConvertDataHandle',
      soapAction: (operation) => `${PLAIN_NAMESPACE}PlainConvertDataHandle/${operation}`,
      operations: PLAIN_OPERATIONS,
    },
    readCredentials(parameter) {
      counts.credentialsRead += 1;
      const reading = read(parameter);
      if (reading.state === 'unreadable') return reading;
      const [username = '', password = ''] = reading.value.split('/');
      return { state: 'read', value: { username, password } };
    },
    readKey: (_verb, parameter) => read(parameter),
    renderQuery: (request) => request.requestNumber,
    renderQueryList(fragments) {
      if (fragments.length === 0) counts.emptyListsRendered += 1;
      return encode(`queries:${fragments.join(',')}`);
    },
    renderControlList: (fragments) => encode(`controls:${fragments.join(',')}`),
    renderDocuments: (documents) => encode(`documents:${documents.map(({ fileName }) => fileName).join(',')}`),
    renderCertificates: (requestNumber, certificates) => encode(`certificates:${requestNumber}:${certificates.length}`),
    readFeedback(_verb, parameter) {
      const reading = read(parameter);
      if (reading.state === 'unreadable') return reading;
      const entries = reading.value.split(',').filter((entry) => entry !== '');
      return {
        state: 'read',
        value: entries.map((entry, position) => ({
          requestNumber: entry.split('=', 1)[0] ?? '',
          position,
          interpret: () => ({ kind: 'nothing-found' }),
        })),
      };
    },
    renderVerdicts: (verb, verdicts) =>
      encode(`${verb}:${verdicts.map(({ requestNumber, verdict }) => `${requestNumber}=${verdict}`).join(',')}`),
    renderFault: (verb, fault) => encode(`fault:${verb}:${fault.kind}:${wordOf(fault)}`),
    ...changes,
  };
}
