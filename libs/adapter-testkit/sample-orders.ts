import type { AdapterManifest, CaseAccount, ControlExtent, ControlOperation, ControlRequest, ControlTarget, LegalDocument, OfficerCertificates, OriginalOrder, Source, Subject, TransferParty } from '#contracts/adapter';
import { controlTermOf, latestEnd, latestRenewedEnd } from '#libs/statute';

/**
 * Orders of control (控制请求) as every contract may be given them, one per kind of target, operation and extent. People, courts and things
 * do not exist and have valid check digits. They are the same at every call, so that golden files can be written from them.
 */
export type TargetKind = ControlTarget['kind'];

const CARD = '6222021200000000013';

const PERSON: Subject = { kind: 'person', name: '林试样', otherNames: ['林式样'], documents: [{ type: 'resident-id', number: '330106197906127430' }] };

/** The obligor of orders on things that only organisations have, and a second one for wrong-person cases. */
export const SAMPLE_ORGANISATION: Subject = {
  kind: 'organisation', name: '杭州样例贸易有限公司', otherNames: [], documents: [{ type: 'unified-social-credit-code', number: '91330106MA2ABCD139' }],
};

/** 一案一账户 of the sample case. */
export const SAMPLE_CASE_ACCOUNT: CaseAccount = {
  accountName: '杭州市西湖区人民法院执行款专户', bankName: '样例银行股份有限公司杭州西湖支行', bankNumber: '931331000019', accountNumber: '19990101040000001', accountType: '本币',
};

const TARGETS: { readonly [Kind in TargetKind]: readonly Extract<ControlTarget, { kind: Kind }>[] } = {
  account: [
    { kind: 'account', reference: CARD, sequence: 1, branch: '样例银行杭州西湖支行' },
    { kind: 'account', reference: CARD, sequence: 1, subAccount: '00001', branch: '样例银行杭州西湖支行' },
  ],
  product: [
    { kind: 'product', reference: 'YL2026A001', sequence: 1, account: CARD, productType: '固定收益类资产', saleType: 'direct', regionCode: '330100', wealthAccount: 'LC0000000017', settlementAccount: CARD },
  ],
  'real-estate': [
    { kind: 'real-estate', reference: '330106002002GB00001F00010001', unitCode: '330106002002GB00001F00010001', rightType: '房地产权', certificate: '浙（2018）杭州市不动产权第0000002号', location: '杭州市西湖区样例路2号', businessNumber: 'YW202603010001', registrar: '杭州市规划和自然资源局' },
  ],
  vehicle: [{ kind: 'vehicle', reference: 'LZZVX2Z636Z1C0069', plate: '浙AT7064', plateType: '02', vin: 'LZZVX2Z636Z1C0069' }],
  security: [{ kind: 'security', reference: 'A123456789/600999', account: 'A123456789', code: '600999', market: 'SH' }],
  equity: [{ kind: 'equity', reference: '91330106MA2D3M0Q1U', companyCode: '91330106MA2D3M0Q1U', companyName: '杭州样例科技有限公司' }],
  policy: [{ kind: 'policy', reference: 'P3301202001150001', policyNumber: 'P3301202001150001' }],
};

const AMOUNT: ControlExtent = { by: 'amount', amount: { fen: 12_345_678, currency: 'CNY' } };
const shares = (amount: string, unit: string): ControlExtent => ({ by: 'quantity', quantity: { amount, unit }, worth: { fen: 12_340_000, currency: 'CNY' } });

const EXTENTS: Readonly<Record<TargetKind, readonly ControlExtent[]>> = {
  account: [AMOUNT, { by: 'account' }],
  product: [shares('120000', '份'), AMOUNT],
  'real-estate': [{ by: 'whole' }],
  vehicle: [{ by: 'whole' }],
  security: [shares('10000', '股')],
  equity: [AMOUNT, { by: 'ratio', basisPoints: 3_000 }],
  policy: [AMOUNT, { by: 'whole' }],
};

/** Where each kind of target is found, the first when nobody says. */
const SOURCES_OF: Readonly<Record<TargetKind, readonly Source[]>> = {
  account: ['deposit', 'payment', 'housing-fund'], product: ['wealth', 'payment'], 'real-estate': ['real-estate', 'land'],
  vehicle: ['vehicle'], security: ['securities'], equity: ['equity'], policy: ['insurance'],
};

/** All operations of a kind of thing that can be divided, and of one that is entered in a register. */
const ON_MONEY: readonly ControlOperation[] = ['freeze', 'renew', 'wait', 'release', 'release-wait', 'deduct', 'withdraw-income', 'freeze-and-deduct'];
const ON_REGISTER: readonly ControlOperation[] = ['seal', 'renew-seal', 'wait-seal', 'release-seal', 'serve-transfer'];

export const SAMPLE_OPERATIONS: readonly ControlOperation[] = [...ON_MONEY, ...ON_REGISTER];

const BEGINS: ReadonlySet<ControlOperation> = new Set<ControlOperation>(['freeze', 'wait', 'freeze-and-deduct', 'seal', 'wait-seal']);
const RENEWS: ReadonlySet<ControlOperation> = new Set<ControlOperation>(['renew', 'renew-seal']);
const PAYS: ReadonlySet<ControlOperation> = new Set<ControlOperation>(['deduct', 'withdraw-income', 'freeze-and-deduct']);
/** What an operation follows on. */
const FOLLOWS: Readonly<Partial<Record<ControlOperation, ControlOperation>>> = {
  renew: 'freeze', release: 'freeze', deduct: 'freeze', 'withdraw-income': 'freeze', 'release-wait': 'wait',
  'renew-seal': 'seal', 'release-seal': 'seal', 'serve-transfer': 'seal',
};

const TRANSFER_TO: readonly TransferParty[] = [{ name: '周样例', documentType: 'resident-id', documentNumber: '330106198511306885' }];

const START = '2026-03-02';
const DECIDED = '2026-03-01T10:00:00+08:00';

export interface SampleChoice {
  readonly kind: TargetKind;
  readonly operation: ControlOperation;
  /** One of those the kind is found under; the first when left out. */
  readonly source?: Source;
  /** Which of the sample targets and extents, 0 when left out. */
  readonly target?: number;
  readonly extent?: number;
}

/** One order; `changes` are laid over it. */
export function sampleOrder({ kind, operation, source = SOURCES_OF[kind][0] ?? 'deposit', target: targetAt = 0, extent: extentAt = 0 }: SampleChoice, changes: Partial<ControlRequest> = {}): ControlRequest {
  const target: ControlTarget | undefined = TARGETS[kind][targetAt];
  const extent = EXTENTS[kind][extentAt];
  if (target === undefined || extent === undefined) throw new Error(`no sample order for ${kind} with target ${targetAt} and extent ${extentAt}`);
  const follows = FOLLOWS[operation];
  return {
    requestNumber: numberOf({ kind, operation, source, target: targetAt, extent: extentAt }),
    institutionCode: 'C001H101110102001',
    operation,
    source,
    subject: PERSON,
    case: { caseNumber: '（2026）浙0106执1234号', courtCode: '330106', courtName: '杭州市西湖区人民法院' },
    officers: [
      { name: '周承办', phone: '19900000001', workCertificate: 'GZ330106001', dutyCertificate: 'GW330106001' },
      { name: '吴协办', phone: '19900000002', workCertificate: 'GZ330106002', dutyCertificate: 'GW330106002' },
    ],
    target,
    extent,
    ...termOf(operation, source),
    rulingNumber: '（2026）浙0106执1234号之一',
    noticeName: '（2026）浙0106执1234号协助执行通知书',
    ...(follows === undefined ? {} : { original: originalOf(numberOf({ kind, operation: follows, source, target: targetAt, extent: extentAt })) }),
    ...(PAYS.has(operation) ? { payee: SAMPLE_CASE_ACCOUNT } : {}),
    ...(operation === 'serve-transfer' ? { transferTo: TRANSFER_TO } : {}),
    acceptedAt: DECIDED,
    answerBy: '2026-03-03T10:00:00+08:00',
    ...changes,
  };
}

/**
 * Every order a manifest lists: each operation of each source on each sample target, in each extent. What `cannotCarry` speaks against is
 * among them too.
 */
export function sampleOrders(operations: AdapterManifest['operations'], changes: Partial<ControlRequest> = {}): readonly ControlRequest[] {
  return Object.entries(operations).flatMap(([source, listed]) =>
    kindsOf(source as Source).flatMap((kind) =>
      listed
        .filter((operation): operation is ControlOperation => operation !== 'query')
        .flatMap((operation) =>
          TARGETS[kind].flatMap((_, target) => EXTENTS[kind].map((_extent, extent) => sampleOrder({ kind, operation, source: source as Source, target, extent }, changes))),
        ),
    ),
  );
}

const kindsOf = (source: Source): readonly TargetKind[] => (Object.keys(SOURCES_OF) as TargetKind[]).filter((kind) => SOURCES_OF[kind].includes(source));

/** 控制请求单号 in the cloud form, 24 characters, one for each order there is. */
function numberOf({ kind, operation, source, target, extent }: Required<SampleChoice>): string {
  const place = [Object.keys(TARGETS).indexOf(kind), SOURCES_OF[kind].indexOf(source), SAMPLE_OPERATIONS.indexOf(operation), target, extent];
  if (place.includes(-1)) throw new Error(`no sample order for ${operation} on ${kind} of ${source}`);
  const [first, second, third, ...rest] = place;
  return `A20260301CK2000000${String(first)}${String(second)}${String(third).padStart(2, '0')}${rest.join('')}`;
}

const originalOf = (requestNumber: string): OriginalOrder => ({ requestNumber, caseNumber: '（2026）浙0106执1234号', institutionReference: 'DJ202603020001' });

/** As long as the law allows for the source; orders that end, take or transfer have no term. */
function termOf(operation: ControlOperation, source: Source): Pick<ControlRequest, 'from' | 'until'> {
  const term = controlTermOf(source);
  if (term === undefined || !(BEGINS.has(operation) || RENEWS.has(operation))) return {};
  const until = latestEnd(term, START);
  return { from: START, until: RENEWS.has(operation) ? latestRenewedEnd(term, until) : until };
}

/** 裁定书 and 协助执行通知书 as they go with an order of this number. */
export const sampleOrderDocuments = ({ requestNumber, rulingNumber, noticeName }: ControlRequest): readonly LegalDocument[] => [
  { documentNumber: requestNumber, sequence: 1, fileName: `${rulingNumber}执行裁定书.pdf`, fileType: 'pdf', category: '执行裁定书', content: Buffer.from('%PDF-1.4\n% ruling\n') },
  { documentNumber: requestNumber, sequence: 2, fileName: `${noticeName}.pdf`, fileType: 'pdf', category: '协助执行通知书', content: Buffer.from('%PDF-1.4\n% notice\n') },
];

/** Both certificates of both officers. */
export const sampleOrderCertificates = ({ officers }: ControlRequest): readonly OfficerCertificates[] =>
  officers.map(({ name, workCertificate, dutyCertificate }) => ({
    officerName: name,
    workCertificate: { number: workCertificate, imageType: 'jpg', image: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0) },
    dutyCertificate: { number: dutyCertificate, imageType: 'jpg', image: Uint8Array.of(0xff, 0xd8, 0xff, 0xe1) },
  }));
