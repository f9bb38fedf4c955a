import type { GivenAnswers } from '#libs/asset-list';
import { answered, askedObligor, given, resetAnswers } from './given.js';

const CNY = 'CNY';
const UNIT = '330106001001GB00001F00010001';
const VIN = '1M8GDM9AXKP042788';

/** Every kind of thing an answer can hold, and every way to have none: for looking at what is made of it. */
export function sampleAnswers(): GivenAnswers {
  resetAnswers();
  const wang = askedObligor();
  const firm = askedObligor({
    id: '0190c0de-0000-7000-8000-000000000002', kind: 'organisation', name: '杭州虚构贸易有限公司', documents: [{ type: 'unified-social-credit-code', number: '91330106MA2ABCD139' }],
  });
  const answers = [
    answered({
      obligor: wang, name: '中国工商银行', sources: ['deposit', 'wealth'],
      assets: [
        {
          source: 'deposit', reference: '6222021202012345678', category: '个人活期储蓄', status: '正常', heldAt: '杭州西湖支行', value: { fen: 1_250_056, currency: CNY }, available: { fen: 250_056, currency: CNY },
          openedOn: '2011-06-30', dataAsOf: '2026-11-25T22:59:58',
          priorMeasures: [
            { sequence: 1, authority: '宁波市鄞州区人民法院', documentNumber: '（2026）浙0212执保77号', amount: { fen: 1_000_000, currency: CNY }, startsOn: '2026-03-01', endsOn: '2027-02-28' },
            { sequence: 2, authority: '嘉兴市南湖区人民法院', documentNumber: '（2024）浙0402执5号', amount: { fen: 500_000, currency: CNY }, startsOn: '2024-03-01', endsOn: '2025-02-28' },
          ],
        },
        { source: 'deposit', reference: '6222021202012349999/USD', category: '外汇储蓄', status: '正常', heldAt: '杭州西湖支行', value: { fen: 30_000, currency: 'USD' }, attributes: { accountNumber: '6222021202012349999' } },
        { source: 'wealth', reference: 'GSLC2026-18', category: '非保本浮动收益', name: '稳利十八号', value: { fen: 5_000_000, currency: CNY }, valueCertainty: 'dated', quantity: { amount: '50000.00', unit: '份' }, dataAsOf: '2026-11-24' },
      ],
    }),
    answered({
      obligor: wang, institution: 'POLICE330100', name: '浙江省公安厅交通管理局', sources: ['vehicle'],
      assets: [
        {
          source: 'vehicle', reference: '浙A12345/小型汽车', category: '小型轿车', name: '奥迪 A6L', status: '正常', heldAt: '杭州市车辆管理所', openedOn: '2019-05-06', attributes: { plate: '浙A12345', plateKind: '小型汽车', vin: VIN },
          rights: [{ sequence: 1, kind: '抵押权', holder: '某某汽车金融有限公司', amount: { fen: 12_000_000, currency: CNY } }], holders: [{ name: '王小明', role: '单独所有' }],
        },
      ],
    }),
    answered({
      obligor: wang, institution: 'INSURER0001', name: '虚构财产保险股份有限公司', sources: ['vehicle', 'insurance'],
      assets: [{ source: 'vehicle', reference: '浙A12345', category: '家庭自用汽车', name: 'AUDI A6L', status: '承保中', key: { scheme: 'vehicle', value: VIN } }],
    }),
    answered({
      obligor: wang, institution: 'BDC330100', name: '杭州市规划和自然资源局不动产登记服务中心', sources: ['real-estate'],
      assets: [
        {
          source: 'real-estate', reference: UNIT, category: '住宅', name: '西湖区虚构路1号2幢301室', heldAt: '浙（2018）杭州市不动产权第0012345号', key: { scheme: 'real-estate-unit', value: UNIT }, quantity: { amount: '89.21', unit: '平方米' },
          holders: [{ name: '王小明', role: '按份共有', share: '50%' }, { name: '李小红', role: '按份共有', share: '50%' }],
          rights: [{ sequence: 1, kind: '抵押权', holder: '中国工商银行股份有限公司杭州西湖支行', amount: { fen: 150_000_000, currency: CNY } }],
          priorMeasures: [{ sequence: 1, authority: '杭州市上城区人民法院', documentNumber: '（2026）浙0102执保9号', startsOn: '2026-01-05', endsOn: '2029-01-04' }],
        },
      ],
    }),
    answered({
      obligor: wang, institution: 'CSDC', name: '证券登记结算机构', sources: ['securities'],
      assets: [{ source: 'securities', reference: 'A123456789/600000', name: '虚构股份', key: { scheme: 'security', value: 'A123456789/600000' }, quantity: { amount: '1000', unit: '股' }, value: { fen: 1_023_000, currency: CNY }, valueCertainty: 'dated', dataAsOf: '2026-11-24' }],
    }),
    answered({
      obligor: wang, institution: 'BROKER01', name: '虚构证券股份有限公司', sources: ['securities'],
      assets: [{ source: 'securities', reference: '600000', name: '虚构股份', key: { scheme: 'security', value: 'A123456789/600000' }, quantity: { amount: '800', unit: '股' }, value: { fen: 820_000, currency: CNY }, valueCertainty: 'dated', dataAsOf: '2026-11-25' }],
    }),
    answered({
      obligor: firm, institution: 'AMR330000', name: '浙江省市场监督管理局', sources: ['equity'],
      assets: [{ source: 'equity', reference: '91330106MA2XXXX00X', name: '杭州某某科技有限公司', key: { scheme: 'equity', value: '91330106MA2XXXX00X' }, value: { fen: 100_000_000, currency: CNY }, valueCertainty: 'nominal', holders: [{ name: '杭州虚构贸易有限公司', role: '股东', share: '20%' }] }],
    }),
    answered({
      obligor: wang, institution: 'POLICEHJ33', name: '浙江省公安厅人口库', sources: ['household'],
      identities: [{ source: 'household', match: 'exact', name: '王小明', formerNames: ['王晓明'], documents: [{ type: 'resident-id', number: '330106198001011235' }], sex: 'male', birthDate: '1980-01-01', address: '杭州市西湖区虚构路1号', status: 'registered' }],
    }),
    answered({
      obligor: wang, institution: 'MZ330000', name: '浙江省民政厅', sources: ['marriage'],
      identities: [{ source: 'marriage', match: 'exact', name: '王小明', attributes: { maritalStatus: '已婚', registeredOn: '2008-08-08', spouseName: '赵虚构', spouseDocumentNumber: '330106198202022224' } }],
    }),
    answered({ obligor: firm, name: '中国工商银行', sources: ['deposit', 'wealth'], outcome: { kind: 'refused', reason: '证件号码与户名不符', reasonCode: '02' } }),
    answered({ obligor: wang, institution: 'F910H101330100001', name: '运河城市商业银行', sources: ['deposit'], outcome: { kind: 'unavailable', cause: 'timeout' } }),
    answered({ obligor: firm, institution: 'F910H101330100001', name: '运河城市商业银行', sources: ['deposit'], outcome: null }),
    answered({ obligor: firm, institution: 'E305H101110101001', name: '虚构股份制银行', sources: ['deposit'], outcome: { kind: 'nothing-found' } }),
  ];
  return given(answers, { obligors: [wang, firm] });
}
