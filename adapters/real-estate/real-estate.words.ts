/** Words of the sibling contracts of the same product (wire contracts §2.5, §4.5, §4.7); §7 gives none of its own. */
export const UNKNOWN_REQUEST = '主记录不存在';
export const ALREADY_FED_BACK = '该请求单号已反馈，不能重复反馈';
export const BAD_STRUCTURE = '数据结构异常';
export const BAD_XML = 'XML解析错误';
export const BAD_CREDENTIALS = '用户名或密码错误';
export const NO_DOCUMENTS = '无文书';
export const NO_CERTIFICATES = '无证件';
export const OPERATION_NOT_SUPPORTED = '暂不支持该操作';
export const INTERNAL_FAILURE = '系统处理异常';

/** RESULT of a feedback that succeeded. */
export const SUCCEEDED = '0000';
/** RESULT one registry writes when its lookup failed (wire contracts §7.4). */
export const FAILED = '2040';

/** Ways a MESSAGE beside another RESULT than 0000 begins when the registry sends the question back, with codes of §4.5. */
const REFUSALS: readonly (readonly [beginning: string, code: string])[] = [
  ['业务审核未通过', '04'],
  ['审核未通过', '04'],
  ['无证件编号', '0401'],
  ['无证件', '0402'],
  ['无文书', '0403'],
  ['无法律文书', '0403'],
  ['不予协助', '04'],
];

/** The code of a refusal by its words; undefined when they are none. */
export function refusalCode(message: string): string | undefined {
  const words = message.replace(/\s+/g, '');
  return REFUSALS.find(([beginning]) => words.startsWith(beginning))?.[1];
}

/** Words that deny what 0000 says: the lookup did not go well after all. */
export const speaksOfFailure = (message: string): boolean => /异常|失败|错误|超时|无法查询|稍后/.test(message);

/** A short phrase of the kind registries use, without digits and names: it may be logged. */
export const isPhrase = (message: string): boolean => /^[\p{Script=Han}，。、：；！]{2,40}$/u.test(message);
