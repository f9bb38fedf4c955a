import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import iconv from 'iconv-lite';
import { parseResidentId, parseSocialCreditCode } from '#libs/identifiers';
import { renderResponse, renderWsdl } from '#libs/soap-service';
import { createPopulation } from '../index.js';
import { CaseSystemPlayer } from './case-system-player.js';

const SERVICE = {
  paths: ['/ckw2court/api/service'], namespace: 'http://example/', serviceName: 'S', portName: 'P', portTypeName: 'T', soapAction: () => '',
  operations: [{ name: 'CccxRequests', parameters: ['usermarker', 'body'] }],
};

describe('the case system of the demonstration court', () => {
  let server: Server;
  let url: string;
  let received: string[] = [];
  let reply: (body: string) => string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.method === 'GET') return void response.end(renderWsdl(SERVICE, `${url}/ckw2court/api/service`));
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const texts = [...Buffer.concat(chunks).toString('utf8').matchAll(/<(?:\w+:)?(usermarker|body)[^>]*>([^<]*)</g)].map(([, , text]) => iconv.decode(Buffer.from(text ?? '', 'base64'), 'gbk'));
        received.push(...texts);
        response.setHeader('content-type', 'text/xml').end(renderResponse(SERVICE, 'CccxRequests', Buffer.from(reply(texts[1] ?? '')).toString('base64')));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    received = [];
  });

  const player = () => new CaseSystemPlayer(url, { username: 'SPXT', password: 'p&"w' }, createPopulation(5, { people: 20, companies: 5 }));

  it('files cases of real people of the population, each with a number of its own, and reads what the court says', async () => {
    reply = (body) => `<result><cxjglist>${[...body.matchAll(/RWLSH="([^"]*)"/g)].map(([, n]) => `<jg rwlsh="${n}" dsrxh="1" result="success" msg=""/>`).join('')}</cxjglist></result>`;
    const one = player();
    const rows = [...(await one.file(3)), ...(await one.file(1))];
    expect(rows).toHaveLength(8);
    expect(new Set(rows.map(({ caseNumber }) => caseNumber)).size).toBe(4);
    expect(received[0]).toContain('username="SPXT" password="p&#38;&#34;w"');
    const numbers = [...received[1]!.matchAll(/ZJLX="(01|20)" ZJHM="([^"]+)"/g)];
    expect(numbers).toHaveLength(3);
    for (const [, type, number] of numbers) expect((type === '01' ? parseResidentId(number!) : parseSocialCreditCode(number!)).ok).toBe(true);
  });

  it('says what the court says when it refuses the whole', async () => {
    reply = () => '<result errorMsg="用户名或密码错误"/>';
    await expect(player().file(1)).rejects.toThrow('用户名或密码错误');
  });
});
