/** Figures of what speaks against an order, already written as people read them. */
export interface RuleFigures {
  readonly money: string;
  readonly day: string;
  readonly by: string;
  readonly word: string;
  readonly times: number;
  readonly fund: string;
  readonly operation: string;
  readonly order: number;
  readonly kinds: string;
  readonly kind: string;
  readonly text: string;
}

/** What exactly speaks against an order: a sentence for every code of the API. */
export const ruleFacts = {
  is: ({ word }: RuleFigures) => `现为${word}`,
  ended: ({ word, day }: RuleFigures) => `${word}，${day} 届满`,
  since: ({ day }: RuleFigures) => `自 ${day} 起`,
  'nothing-deducted': () => '保全中不得扣划',
  'no-institution': () => '没有该机构',
  'not-controlled': () => '该类财产不能控制',
  'not-before': ({ day }: RuleFigures) => `不得早于 ${day}`,
  between: ({ day, by }: RuleFigures) => `${day} 至 ${by} 之间`,
  fund: ({ fund }: RuleFigures) => `豁免资金 ${fund}`,
  room: ({ money }: RuleFigures) => `还可控制 ${money}`,
  deductible: ({ money }: RuleFigures) => `还可扣划 ${money}`,
  'at-most': ({ money }: RuleFigures) => `至多 ${money}`,
  held: ({ money }: RuleFigures) => `实际控制 ${money}`,
  'only-whole': () => '只能整体解除',
  'by-number': () => '证券、份额按数量解除，请另行起草',
  reserved: ({ money, text }: RuleFigures) => `应保留 ${money}${text === '' ? '' : `（${text}）`}`,
  'ends-by': ({ word, operation }: RuleFigures) => `${word}的措施应以${operation}结束`,
  contract: (_: RuleFigures) => '该机构的接口不能承载此指令',
  'no-target': () => '反馈缺少下达指令所需的内容',
  papers: ({ order, kinds }: RuleFigures) => `指令 ${order} 缺${kinds}`,
  'few-officers': ({ times }: RuleFigures) => `承办人 ${times} 人，应为两人`,
  'no-certificate': ({ word, kind }: RuleFigures) => `${word}没有${kind}`,
  'not-registered': (_: RuleFigures) => '承办人未在该机构备案或证件失效',
  'law-at-least': ({ times }: RuleFigures) => `至少 ${times}`,
  'law-at-most': ({ times }: RuleFigures) => `至多 ${times}`,
  part: { handling: '承办人', second: '第二承办人' },
  certificate: { work: '工作证', duty: '执行公务证' },
};
