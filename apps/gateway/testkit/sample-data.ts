import { syntheticMobilePhone, syntheticResidentId, syntheticSocialCreditCode } from '#libs/identifiers';
import type { RunningGateway } from './running-gateway.js';

/** The same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(60, 7)]).toString('base64');

export const COURT = { code: '浙0106', name: '杭州市西湖区人民法院' };

export const residentId = (seed: number): string => syntheticResidentId(seeded(seed));
export const creditCode = (seed: number): string => syntheticSocialCreditCode(seeded(seed));

export const officerBody = (seed = 1) => ({
  courtCode: COURT.code,
  name: '李四',
  phone: syntheticMobilePhone(seeded(seed)),
  workCertificate: `浙0106${seed}`,
  dutyCertificate: `浙执0106${seed}`,
  images: { type: 'jpg', workCertificate: JPEG, dutyCertificate: JPEG },
});

export const person = (seed = 1) => ({ kind: 'person', name: '王小明', documents: [{ type: 'resident-id', number: residentId(seed) }] });

export const organisation = (seed = 1) => ({
  kind: 'organisation',
  name: '杭州虚构贸易有限公司',
  documents: [{ type: 'unified-social-credit-code', number: creditCode(seed) }],
});

export const OWED = { principalFen: 12_000_000, interestFen: 350_000, lateInterestFen: 1, executionFeeFen: 170_000, paidFen: 20_000 };

export const caseBody = (officerIds: readonly string[], serial = 1234) => ({
  caseNumber: `（2016）浙0106执${serial}号`,
  kind: 'execution',
  filedOn: '2016-05-03',
  owed: OWED,
  officerIds,
  obligors: [person(serial), organisation(serial)],
});

/** A court and two officers, the first with the login of the role, through the API; returns the ids of the officers. */
export async function withOfficers(gateway: RunningGateway): Promise<[string, string]> {
  await gateway.call('PUT', `/api/v1/courts/${encodeURIComponent(COURT.code)}`, { as: 'supervisor', body: { name: COURT.name } });
  const first = await gateway.post('/api/v1/officers', officerBody(1), { as: 'supervisor' });
  const second = await gateway.post('/api/v1/officers', officerBody(2), { as: 'supervisor' });
  // The one who calls as `officer` is the handling officer of cases that come by themselves.
  const { query } = gateway.database;
  const taken = await query.selectFrom('officer').select('id').where('login', '=', 'the-officer').executeTakeFirst();
  if (taken === undefined) await query.updateTable('officer').set({ login: 'the-officer' }).where('id', '=', first.body.id).execute();
  return [first.body.id, second.body.id];
}

export const pullInstitution = (code = 'C001H101110102001') => ({
  code,
  name: '中国工商银行',
  kind: 'bank',
  adapter: 'bank',
  contractVersion: 'V2',
  credentialsRef: 'icbc',
  region: '000000',
  sources: ['deposit', 'wealth'],
  concurrency: 10,
  connectTimeoutMs: 3000,
  responseTimeoutMs: 10_000,
  answerDeadlineSeconds: 86_400,
});

export const pushInstitution = (code = 'F910H101330100001') => ({
  ...pullInstitution(code),
  name: '运河城市商业银行',
  adapter: 'bank-direct',
  contractVersion: '1.0',
  endpoint: 'https://bank.example/court/',
  credentialsRef: 'direct',
  region: '330100',
  sources: ['deposit'],
  ratePerSecond: 20,
  workingHours: { days: [5, 1, 2, 3, 4], from: '08:30', to: '17:30', timezone: 'Asia/Shanghai' },
  answerDeadlineSeconds: 60,
});

export const PULL = 'C001H101110102001';
export const PUSH = 'F910H101330100001';

export const registerInstitution = (code = REGISTER) => ({
  ...pushInstitution(code),
  name: '浙江省公安厅人口数据服务',
  kind: 'police',
  adapter: 'household',
  sources: ['household'],
  workingHours: undefined,
});

export const REGISTER = 'HOUSEHOLD-330000';

/** Two institutions and one open case with a person and an organisation, through the API. */
export async function withOpenCase(gateway: RunningGateway, serial = 1234): Promise<{ caseId: string; obligorIds: [string, string] }> {
  const officers = await withOfficers(gateway);
  for (const institution of [pullInstitution(PULL), { ...pushInstitution(PUSH), workingHours: undefined }]) {
    await gateway.post('/api/v1/institutions', institution, { as: 'operator' });
  }
  return registerCase(gateway, officers, serial);
}

export async function registerCase(gateway: RunningGateway, officers: readonly string[], serial: number): Promise<{ caseId: string; obligorIds: [string, string] }> {
  const { id, obligors } = (await gateway.post('/api/v1/cases', caseBody(officers, serial))).body;
  await gateway.opens(id);
  return { caseId: id, obligorIds: obligors.map((obligor: { id: string }) => obligor.id) };
}
