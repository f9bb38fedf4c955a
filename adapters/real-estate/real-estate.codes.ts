/**
 * Value codes of the national 不动产登记数据库标准, which the contract follows (wire contracts §7.4: samples show such digits, the
 * mapping itself is inferred). Registries write the code or the word; both are read. A code that is not here is shown as it was
 * written: tables differ between editions and places, and a wrong word is worse than a number.
 */
export type CodeTable = ReadonlyMap<string, string>;

const table = (rows: string): CodeTable =>
  new Map(rows.split(/\s+/).map((row): [string, string] => {
    const at = row.indexOf('=');
    return [row.slice(0, at), row.slice(at + 1)];
  }));

/** 面积单位 MJDW */
export const AREA_UNITS = table('1=平方米 2=亩 3=公顷');

/** 权利性质 QLXZ */
export const RIGHT_NATURES = table(
  '100=国有土地 101=划拨 102=出让 103=作价出资（入股） 104=国有土地租赁 105=授权经营 106=家庭承包 107=其它方式承包 ' +
    '200=集体土地 201=家庭承包 202=其它方式承包 203=批准拨用 204=入股 205=联营',
);

/** 房屋性质 FWXZ */
export const HOUSE_NATURES = table(
  '0=市场化商品房 1=动迁房 2=配套商品房 3=公共租赁住房 4=廉租住房 5=限价普通商品住房 6=经济适用住房 7=定销商品房 8=集资建房 9=福利房 99=其它',
);

/** 规划用途 GHYT, GJZWGHYT */
export const HOUSE_USES = table(
  '10=住宅 11=成套住宅 111=别墅 112=高档公寓 12=非成套住宅 13=集体宿舍 20=工业、交通、仓储 21=工业 22=公共设施 23=铁路 24=民航 25=航运 ' +
    '26=公共运输 27=仓储 30=商业、金融、信息 31=商业服务 32=经营 33=旅游 34=金融保险 35=电讯信息 40=教育、医疗、卫生、科研 41=教育 42=医疗卫生 ' +
    '43=科研 50=文化、娱乐、体育 51=文化 52=新闻 53=娱乐 54=园林绿化 55=体育 60=办公 70=军事 80=其它 81=涉外 82=宗教 83=监狱 84=物管用房',
);

/** 土地用途 YT: GB/T 21010, the three-digit codes of 2007 and the four-digit ones of 2017 that matter for enforcement */
export const LAND_USES = table(
  '01=耕地 011=水田 012=水浇地 013=旱地 02=园地 021=果园 022=茶园 023=其他园地 03=林地 031=有林地 032=灌木林地 033=其他林地 04=草地 05=商服用地 ' +
    '051=批发零售用地 052=住宿餐饮用地 053=商务金融用地 054=其他商服用地 06=工矿仓储用地 061=工业用地 062=采矿用地 063=仓储用地 07=住宅用地 ' +
    '071=城镇住宅用地 072=农村宅基地 08=公共管理与公共服务用地 081=机关团体用地 082=新闻出版用地 083=科教用地 084=医卫慈善用地 085=文体娱乐用地 ' +
    '086=公共设施用地 087=公园与绿地 088=风景名胜设施用地 09=特殊用地 10=交通运输用地 11=水域及水利设施用地 12=其他土地 ' +
    '0501=零售商业用地 0502=批发市场用地 0503=餐饮用地 0504=旅馆用地 0505=商务金融用地 0506=娱乐用地 0507=其他商服用地 0601=工业用地 ' +
    '0602=采矿用地 0603=盐田 0604=仓储用地 0701=城镇住宅用地 0702=农村宅基地',
);

/** 抵押方式 DYFS */
export const MORTGAGE_KINDS = table('1=一般抵押 2=最高额抵押');

/** 抵押不动产类型 DYBDCLX */
export const MORTGAGED_THINGS = table('1=土地 2=土地和房屋 3=林地和林木 4=土地和在建建筑物 5=海域 6=海域和构筑物 7=其它');

/** 预告登记种类 YGDJZL */
export const ADVANCE_NOTICES = table('1=预售商品房买卖预告登记 2=其它不动产买卖预告登记 3=预售商品房抵押权预告登记 4=其它不动产抵押权预告登记');

/** 查封类型 CFLX. Some places add 5 for 续封, others shift the numbers: only these four are taken. */
export const SEIZURE_KINDS = table('1=查封 2=轮候查封 3=预查封 4=轮候预查封');

/** 共有方式 GYFS */
export const CO_OWNERSHIPS = table('0=单独所有 1=共同共有 2=按份共有 3=其它共有');

/** 权属状态 QSZT */
export const REGISTRATION_STATES = table('0=临时 1=现势 2=历史');

/** The word for a code, or what was written when it is no code of the table. */
export const wordOf = (codes: CodeTable, written: string): string => codes.get(written) ?? written;

/**
 * 证件种类 ZJZL of the request. The standard has no row for passes to the mainland and puts residents of Hong Kong, Macao and
 * Taiwan under 2; the credit code is the number of the business licence (7). Everything else is 99.
 */
const DOCUMENT_CODES: Readonly<Record<string, string>> = {
  'resident-id': '1',
  'hk-macao-permit': '2',
  'hk-macao-home-return-permit': '2',
  'taiwan-permit': '2',
  'hk-macao-taiwan-residence-permit': '2',
  'chinese-passport': '3',
  'foreign-passport': '3',
  'household-book': '4',
  'soldier-card': '5',
  'officer-card': '5',
  'armed-police-soldier-card': '5',
  'armed-police-officer-card': '5',
  'organisation-code': '6',
  'unified-social-credit-code': '7',
};

export const documentCode = (type: string): string => (Object.hasOwn(DOCUMENT_CODES, type) ? (DOCUMENT_CODES[type] ?? '99') : '99');
