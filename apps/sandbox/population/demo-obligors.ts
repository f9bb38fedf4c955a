/** What is fixed about a demonstration obligor, whatever the seed. */
export interface DemoPerson {
  readonly kind: 'person';
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly documentType: 'resident-id';
  readonly documentNumber: string;
  readonly ethnicity: string;
  readonly districtCode: string;
  readonly address: string;
  readonly phone: string;
}

export interface DemoCompany {
  readonly kind: 'organisation';
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly documentType: 'unified-social-credit-code';
  readonly documentNumber: string;
  readonly legalRepresentative: string;
  readonly districtCode: string;
  readonly address: string;
  readonly phone: string;
}

export type DemoObligor = DemoPerson | DemoCompany;

/**
 * The obligors of the demonstration cases: an ordinary name with a 15-digit past, a name with a middle dot, a name with a
 * rare character and a former name, and a company. Numbers are synthetic with valid check characters.
 */
export const DEMO_OBLIGORS: readonly [DemoPerson, DemoPerson, DemoPerson, DemoCompany] = [
  {
    kind: 'person',
    name: '沈国梁',
    formerNames: [],
    documentType: 'resident-id',
    documentNumber: '330106196805129010',
    ethnicity: '汉族',
    districtCode: '330106',
    address: '浙江省杭州市西湖区文三路样本小区8幢2单元301室',
    phone: '19900001001',
  },
  {
    kind: 'person',
    name: '阿依古丽·买买提',
    formerNames: [],
    documentType: 'resident-id',
    documentNumber: '330782199008239025',
    ethnicity: '维吾尔族',
    districtCode: '330782',
    address: '浙江省金华市义乌市稠州北路样本公寓3幢1单元1202室',
    phone: '19900001002',
  },
  {
    kind: 'person',
    name: '周堃',
    formerNames: ['周坤'],
    documentType: 'resident-id',
    documentNumber: '330212197503099036',
    ethnicity: '汉族',
    districtCode: '330212',
    address: '浙江省宁波市鄞州区天童南路样本花园15幢602室',
    phone: '19900001003',
  },
  {
    kind: 'organisation',
    name: '杭州样本聚澄丝绸有限公司',
    formerNames: ['杭州样本聚澄贸易有限公司'],
    documentType: 'unified-social-credit-code',
    documentNumber: '91330106MA2D3M0Q1U',
    legalRepresentative: '沈国梁',
    districtCode: '330106',
    address: '浙江省杭州市西湖区古墩路样本大厦6层',
    phone: '0571-80000001',
  },
];
