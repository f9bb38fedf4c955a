/** What institutions write into KHZH 开户账号 instead of an account (wire contracts §2.5). */
export const NO_ACCOUNT = '查无开户信息';
export const REFUSED = '业务审核未通过';
export const QUERY_FAILED = '查询异常';

/** Answers to feedback, in words that institutions act on: they take "already fed back" for a success. */
export const UNKNOWN_REQUEST = '主记录不存在';
export const ALREADY_FED_BACK = '该请求单号已反馈，不能重复反馈';
export const BAD_STRUCTURE = '数据结构异常';
export const BAD_XML = 'XML解析错误';
export const BAD_CREDENTIALS = '用户名或密码错误';
export const NO_DOCUMENTS = '无文书';
export const NO_CERTIFICATES = '无证件';
export const OPERATION_NOT_SUPPORTED = '暂不支持该操作';
export const INTERNAL_FAILURE = '系统处理异常';

/** 回退原因 XCHTYY (wire contracts §4.5). */
const RETURN_REASONS: ReadonlyMap<string, string> = new Map([
  ['01', '主记录不存在'],
  ['02', '数据库主键冲突'],
  ['03', '数据结构异常'],
  ['04', '业务审核未通过'],
  ['0401', '无证件编号'],
  ['0402', '无证件'],
  ['0403', '无文书'],
  ['0404', '执行款账户信息错误'],
  ['05', 'XML解析错误'],
  ['06', '通讯连接响应错误'],
  ['09', '其他'],
]);
const RETURN_CODES: ReadonlyMap<string, string> = new Map([...RETURN_REASONS].map(([code, reason]) => [reason, code]));

/** The code of a refusal by review, as a query feedback says it. */
export const REFUSED_CODE = '04';

/** A return reason by its code or its text; a code of a later version keeps its number. */
export function returnReason(written: string): { readonly reason: string; readonly code?: string } {
  const reason = RETURN_REASONS.get(written);
  if (reason !== undefined) return { reason, code: written };
  const code = RETURN_CODES.get(written);
  if (code !== undefined) return { reason: written, code };
  return /^\d+$/.test(written) ? { reason: `未知的回退原因代码${written}`, code: written } : { reason: written };
}

/** Remarks of ours among the institution's are marked, so that nobody takes them for its words. */
export const ours = (remark: string): string => `〔网关〕${remark}`;
