import { SOURCES, type Source } from '#contracts/adapter';

/** What a column of the file means; each is found by any of its headings, whatever its place. */
export const COLUMNS = {
  caseNumber: { headings: ['案号', 'case number', 'case_number', 'casenumber'], required: true, example: '（2026）浙0106执1号' },
  name: { headings: ['被执行人', '被执行人姓名', '姓名', '名称', 'obligor', 'name'], required: true, example: '王小明' },
  documentType: { headings: ['证件类型', 'document type', 'document_type'], required: false, example: '' },
  documentNumber: { headings: ['证件号码', '证件号', '身份证号', 'document number', 'document_number'], required: true, example: '（文本格式的证件号码）' },
  sources: { headings: ['财产种类', 'sources'], required: false, example: '银行存款、房产' },
  purpose: { headings: ['目的', '查询目的', 'purpose'], required: false, example: '批量查控' },
  priority: { headings: ['优先级', 'priority'], required: false, example: 'scheduled' },
  includeOffline: { headings: ['线下查控', 'include offline', 'include_offline'], required: false, example: '否' },
} as const satisfies Record<string, { readonly headings: readonly [string, ...string[]]; readonly required: boolean; readonly example: string }>;

export type ColumnKey = keyof typeof COLUMNS;

export const COLUMN_KEYS = Object.keys(COLUMNS) as ColumnKey[];

/** @returns undefined for a heading that means nothing to us. */
export function columnOf(heading: string): ColumnKey | undefined {
  const plain = heading.normalize('NFKC').trim().toLowerCase().replace(/[（(].*[)）]$/, '').replace(/[*＊:：]/g, '').trim();
  return COLUMN_KEYS.find((key) => (COLUMNS[key].headings as readonly string[]).includes(plain));
}

const SOURCE_WORDS: Readonly<Record<Source, readonly string[]>> = {
  deposit: ['银行存款', '存款'],
  wealth: ['理财', '理财产品'],
  insurance: ['保险'],
  securities: ['有价证券', '证券', '股票'],
  equity: ['股权'],
  land: ['土地', '土地使用权'],
  'real-estate': ['房产', '不动产', '房屋'],
  vehicle: ['车辆', '机动车'],
  tax: ['税务'],
  marriage: ['婚姻', '婚姻登记'],
  household: ['户籍', '户籍登记'],
  payment: ['支付账户', '支付账户余额', '网络资金'],
  'housing-fund': ['公积金', '住房公积金'],
};

export const SOURCES_ALLOWED = `of ${SOURCES.map((source) => `${SOURCE_WORDS[source][0]} (${source})`).join(', ')}, separated by 、 or commas; or 全部, or nothing, for all`;

/** The kinds of property in a cell; undefined = everything; null when one of the words is none. */
export function sourcesIn(cell: string): readonly Source[] | undefined | null {
  const words = cell.normalize('NFKC').split(/[、,;\s/]+/).filter((word) => word !== '');
  if (words.length === 0 || words.some((word) => word === '全部' || word === 'all')) return words.length > 1 ? null : undefined;
  const sources = words.map((word) => SOURCES.find((source) => source === word.toLowerCase() || SOURCE_WORDS[source].includes(word)));
  return sources.includes(undefined) ? null : SOURCES.filter((source) => sources.includes(source));
}
