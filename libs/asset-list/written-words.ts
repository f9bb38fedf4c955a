import type { OutcomeKind } from '#contracts/adapter';
import type { ListedCertainty, NotCountedReason } from '#contracts/http';

/** Words of the closed lists as they stand on paper and in sheets. */
export const OUTCOME_WORDS: Readonly<Record<OutcomeKind | 'waiting', string>> = {
  found: '有财产或记录',
  'nothing-found': '无',
  refused: '退回',
  defective: '答复有缺陷',
  unavailable: '未能答复',
  'not-supported': '不支持',
  unconfirmed: '含义不明',
  waiting: '等待答复',
};

export const CERTAINTY_WORDS: Readonly<Record<ListedCertainty, string>> = { exact: '确数', dated: '时点价', nominal: '名义额', unknown: '未知' };

export const NOT_COUNTED_WORDS: Readonly<Record<NotCountedReason, string>> = {
  contradictory: '各机构所报不一，未计入合计',
  'possibly-repeated': '可能与他项重复，未计入合计',
  'holder-differs': '登记权利人非被执行人，未计入合计',
};

/** State of a registration of a person or an organisation. */
export const REGISTRATION_WORDS = { registered: '正常', moved: '迁出', deceased: '死亡', revoked: '吊销', cancelled: '注销' } as const;

/** Properties that reports can differ in. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  value: '价值', available: '可用', quantity: '数量', holders: '权利人', closedOn: '销户日期', priorMeasures: '在先措施', rights: '权利负担',
  valueCertainty: '价值性质', reference: '编号', name: '名称', category: '类别', status: '状态', heldAt: '所在', openedOn: '开户或登记日期',
};
