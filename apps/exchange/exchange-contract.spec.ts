import { createClientAsync, type Client } from 'soap';
import type { LegalDocument } from '#contracts/adapter';
import { plainAdapter, decode, encode, PLAIN_OPERATIONS, type PlainAdapterCounts } from './testkit/plain-adapter.js';
import { startExchange, type RunningExchange } from './testkit/running-exchange.js';
import { BAD_LOGIN, envelope, GOOD_LOGIN, post } from './testkit/soap-call.js';

const NOTICE: LegalDocument = {
  documentNumber: 'WS1',
  sequence: 1,
  fileName: 'notice.pdf',
  fileType: 'pdf',
  category: '协助查询通知书',
  content: Buffer.from('%PDF'),
};

const counts: PlainAdapterCounts = { credentialsRead: 0, emptyListsRendered: 0 };
let running: RunningExchange;

beforeEach(async () => {
  counts.credentialsRead = 0;
  counts.emptyListsRendered = 0;
  running = await startExchange([plainAdapter({}, counts)]);
});
afterEach(() => running.exchange.close());

describe('a SOAP toolkit that knows nothing but our ?wsdl', () => {
  const call = async (client: Client, operation: string, ...args: string[]): Promise<string> => {
    const [result] = (await client[`${operation}Async`](Object.fromEntries(args.map((arg, i) => [`arg${i}`, arg])))) as [{ return: string }];
    return decode(result.return);
  };

  test('calls every operation', async () => {
    const { desk, url } = running;
    desk.waiting.push('Q1', 'Q2');
    desk.documents.set('WS1', [NOTICE]).set('Q1', [NOTICE, NOTICE]);
    const image = { number: '1', imageType: 'jpg', image: Buffer.from('x') };
    desk.officers.set('Q1', [{ officerName: '张三', workCertificate: image, dutyCertificate: image }]);
    desk.known.add('Q1');
    const client = await createClientAsync(`${url}?wsdl`);

    expect(Object.keys(client.describe()['PlainConvertDataService']['PlainConvertDataHandle'])).toEqual(
      PLAIN_OPERATIONS.map(({ name }) => name),
    );
    expect(await call(client, 'listQueries', GOOD_LOGIN)).toBe('queries:Q1,Q2');
    expect(await call(client, 'listControls', GOOD_LOGIN)).toBe('controls:');
    expect(await call(client, 'queryDocuments', GOOD_LOGIN, encode('WS1'))).toBe('documents:notice.pdf');
    expect(await call(client, 'controlDocuments', GOOD_LOGIN, encode('Q1'))).toBe('documents:notice.pdf,notice.pdf');
    expect(await call(client, 'anyDocuments', GOOD_LOGIN, encode('Q1'))).toBe('documents:notice.pdf,notice.pdf');
    expect(await call(client, 'certificates', GOOD_LOGIN, encode('Q1'))).toBe('certificates:Q1:1');
    expect(await call(client, 'feedQuery', GOOD_LOGIN, encode('Q1=found,Q9=found'))).toBe('feed-query:Q1=accepted,Q9=unknown');
    expect(await call(client, 'feedQuery', GOOD_LOGIN, encode('Q1=found'))).toBe('feed-query:Q1=repeated');
    expect(await call(client, 'feedControl', GOOD_LOGIN, encode('K1=1'))).toBe('feed-control:K1=unknown');
    expect(await call(client, 'feedTransactions', GOOD_LOGIN, encode('Q1=1'))).toBe('feed-transactions:Q1=repeated');
    expect(await call(client, 'feedReceipt', GOOD_LOGIN, encode('Q1=1'))).toBe('feed-receipt:Q1=repeated');
    expect(await call(client, 'returnRequest', GOOD_LOGIN, encode('Q1=01'))).toBe('return-request:Q1=repeated');
    expect(desk.lookedUp).toEqual(['notice WS1', 'request Q1', 'request Q1', 'certificates Q1']);
  });

  test('a fault becomes an exception there', async () => {
    running.desk.beforeListing = () => Promise.reject(new Error('no database'));
    const client = await createClientAsync(`${running.url}?wsdl`);
    await expect(call(client, 'listQueries', GOOD_LOGIN)).rejects.toThrow('系统处理异常');
  });
});

describe('acknowledgement', () => {
  test('waits until the desk has committed', async () => {
    const { desk, url } = running;
    desk.known.add('Q1');
    let commit = (): void => undefined;
    const asked = new Promise<void>((heard) => {
      desk.beforeCommit = () => {
        heard();
        return new Promise((resolve) => (commit = resolve));
      };
    });
    let acknowledged = false;
    const answer = post(url, envelope('feedQuery', GOOD_LOGIN, encode('Q1=found'))).finally(() => (acknowledged = true));
    await asked;
    // The server has had every chance to answer: another call goes there and back in the meantime.
    expect((await post(url, envelope('listQueries', GOOD_LOGIN))).status).toBe(200);
    expect(acknowledged).toBe(false);

    commit();
    expect((await answer).value).toBe('feed-query:Q1=accepted');
  });

  test('commit fails: a Server fault, nothing that could pass for success, and the repetition is taken', async () => {
    const { desk, url } = running;
    desk.known.add('Q1');
    desk.beforeCommit = () => Promise.reject(new Error('Key (number)=(330106199001011234) already exists'));
    const failed = await post(url, envelope('feedQuery', GOOD_LOGIN, encode('Q1=found')));
    expect(failed).toMatchObject({ status: 500, faultCode: 'Server', value: undefined });
    expect(failed.body).not.toContain('330106');

    desk.beforeCommit = () => Promise.resolve();
    expect((await post(url, envelope('feedQuery', GOOD_LOGIN, encode('Q1=found')))).value).toBe('feed-query:Q1=accepted');
  });

  test('a desk that gives too few verdicts is not believed', async () => {
    running.desk.feed = () => Promise.resolve([]);
    const answer = await post(running.url, envelope('feedQuery', GOOD_LOGIN, encode('Q1=found')));
    expect(answer).toMatchObject({ status: 500, faultCode: 'Server', value: undefined });
  });

  test('the desk is given the whole body as it was on the wire', async () => {
    const body = envelope('feedQuery', GOOD_LOGIN, encode('Q1=found'));
    const before = new Date();
    await post(running.url, body);
    const [fed] = running.desk.fed;
    expect(Buffer.from(fed?.message.bytes ?? []).toString()).toBe(body);
    expect(fed?.message.operation).toBe('feedQuery');
    expect(fed?.message.receivedAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
  });
});

describe('refusals in the words of the contract', () => {
  test('feedback that cannot be read is kept, then refused', async () => {
    const { desk, url } = running;
    const answer = await post(url, envelope('feedQuery', GOOD_LOGIN, 'not base64 !'));
    expect(answer).toMatchObject({ status: 200, value: 'fault:feed-query:unreadable:not Base64' });
    expect(desk.kept).toMatchObject([{ caller: { institutionCode: 'bank-YH000001' }, cause: 'encoding' }]);
    expect(desk.fed).toHaveLength(0);
  });

  test('evidence cannot be kept: not even the refusal is given, the institution comes again', async () => {
    running.desk.beforeKeeping = () => Promise.reject(new Error('no database'));
    expect(await post(running.url, envelope('feedQuery', GOOD_LOGIN, 'not base64 !'))).toMatchObject({ status: 500, faultCode: 'Server' });
  });

  test.each(['feedQuery', 'feedControl', 'feedTransactions', 'feedReceipt', 'returnRequest'])(
    '%s without one entry is no success',
    async (operation) => {
      const answer = await post(running.url, envelope(operation, GOOD_LOGIN, encode(',')));
      expect(answer.value).toMatch(/^fault:[a-z-]+:unreadable:报文中没有反馈内容$/);
      expect(running.desk.kept).toHaveLength(1);
      expect(running.desk.fed).toHaveLength(0);
    },
  );

  test.each(PLAIN_OPERATIONS.map(({ name, verb }) => [name, verb]))('%s with a wrong password reaches nothing', async (operation, verb) => {
    const answer = await post(running.url, envelope(operation, BAD_LOGIN, encode('Q1=found')));
    expect(answer).toMatchObject({ status: 200, value: `fault:${verb}:bad-credentials:` });
    expect(running.desk.kept).toMatchObject([{ caller: undefined, cause: 'bad-credentials', message: { operation } }]);
    expect(running.desk.fed).toHaveLength(0);
    expect(running.desk.lookedUp).toHaveLength(0);
  });

  test('an authentication message that cannot be read', async () => {
    const answer = await post(running.url, envelope('listQueries', '!!'));
    expect(answer).toMatchObject({ status: 200, value: 'fault:list-queries:unreadable:not Base64' });
    expect(running.desk.kept).toMatchObject([{ caller: undefined, cause: 'encoding' }]);
    expect(running.desk.logins).toBe(0);
  });

  test('a document nobody has', async () => {
    running.desk.documents.set('empty', []);
    expect((await post(running.url, envelope('queryDocuments', GOOD_LOGIN, encode('WS9')))).value).toBe('fault:documents-of-query:not-found:WS9');
    expect((await post(running.url, envelope('queryDocuments', GOOD_LOGIN, encode('empty')))).value).toBe('fault:documents-of-query:not-found:empty');
  });

  test('a contract without a list of controls says so', async () => {
    const other = await startExchange([plainAdapter({ renderControlList: undefined })]);
    const answer = await post(other.url, envelope('listControls', GOOD_LOGIN));
    expect(answer.value).toBe('fault:list-controls:not-supported:listControls');
    await other.exchange.close();
  });

  test('an adapter that throws is a failure inside', async () => {
    const other = await startExchange([
      plainAdapter({
        readFeedback: () => {
          throw new TypeError('bug');
        },
      }),
    ]);
    const answer = await post(other.url, envelope('feedQuery', GOOD_LOGIN, encode('Q1=found')));
    expect(answer).toMatchObject({ status: 500, faultCode: 'Server', value: undefined });
    await other.exchange.close();
  });
});

describe('an empty poll', () => {
  test('repeated: the authentication message is read once, the password is asked every time, the list is rendered once', async () => {
    for (let poll = 0; poll < 20; poll += 1) {
      expect((await post(running.url, envelope('listQueries', GOOD_LOGIN))).value).toBe('queries:');
    }
    expect(counts.credentialsRead).toBe(1);
    expect(running.desk.logins).toBe(20);
    expect(counts.emptyListsRendered).toBeLessThan(20);
  });

  test('a password that was changed is refused at once', async () => {
    await post(running.url, envelope('listQueries', GOOD_LOGIN));
    running.desk.passwords.set('YH000001', 'another');
    expect((await post(running.url, envelope('listQueries', GOOD_LOGIN))).value).toBe('fault:list-queries:bad-credentials:');
  });
});

describe('two contracts', () => {
  test('claiming one path do not start', async () => {
    const second = plainAdapter();
    const starting = startExchange([plainAdapter(), { ...second, manifest: { ...second.manifest, code: 'plain-2' } }]);
    await expect(starting).rejects.toThrow('both claim');
  });
});
