import { SOURCE_NAMES } from '#contracts/adapter';
import type { ListedIdentityDto } from '#contracts/http';
import { identityText, REGISTRATION_WORDS } from '#libs/asset-list';
import { day, listSheet, moment, text, type Column } from './sheet.js';
import type { PlainSheet } from './write-workbook.js';

const SEX = { male: '男', female: '女' } as const;

const columns = (nameOf: (obligorId: string) => string): readonly Column<ListedIdentityDto>[] => [
  { title: '被执行人 obligor', width: 18, cell: ({ obligorId }) => text(nameOf(obligorId)) },
  { title: '来源 source', width: 12, cell: ({ record }) => text(SOURCE_NAMES[record.source].zh) },
  { title: '机构 institution', width: 28, cell: ({ institution }) => text(institution.name) },
  { title: '匹配 match', width: 16, cell: ({ record }) => text(record.match === 'exact' ? '一致' : '弱匹配，须人工核对') },
  { title: '姓名或名称 name', width: 18, cell: ({ record }) => text(record.name) },
  { title: '曾用名 former names', width: 18, cell: ({ record }) => text(record.formerNames?.join('、')) },
  { title: '证件 documents', width: 30, cell: ({ record }) => text(record.documents?.map(({ type, number }) => `${type} ${number}`).join('\n')) },
  { title: '性别 sex', width: 7, cell: ({ record }) => text(record.sex && SEX[record.sex]) },
  { title: '出生日期 birth', width: 12, cell: ({ record }) => day(record.birthDate) },
  { title: '住址 address', width: 36, cell: ({ record }) => text(record.address) },
  { title: '状态 status', width: 8, cell: ({ record }) => text(record.status && REGISTRATION_WORDS[record.status]) },
  { title: '其他 other', width: 40, cell: (identity) => text(identityText(identity)) },
  { title: '请求单号 request', width: 28, cell: ({ requestNumber }) => text(requestNumber) },
  { title: '答复时间 answered', width: 23, cell: ({ answeredAt }) => moment(answeredAt) },
];

/** Identity records; never property. */
export const identitySheet = (identities: readonly ListedIdentityDto[], nameOf: (obligorId: string) => string): PlainSheet => listSheet('身份信息', columns(nameOf), identities);
