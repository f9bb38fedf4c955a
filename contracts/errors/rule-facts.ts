/** What exactly speaks against an order: a closed list, so that every language has a sentence for each. Money in fen, days in Beijing. */
export type RuleFacts =
  | { readonly code: 'is'; readonly word: string } // 案件、措施当前状态
  | { readonly code: 'ended'; readonly word: string; readonly day: string } // 措施状态及届满日
  | { readonly code: 'since'; readonly day: string }
  | { readonly code: 'nothing-deducted' } // 保全中不扣划
  | { readonly code: 'no-institution' } // 没有该机构
  | { readonly code: 'not-controlled' } // 该类财产不能控制
  | { readonly code: 'not-before'; readonly day: string }
  | { readonly code: 'between'; readonly day: string; readonly by: string } // 期限范围
  | { readonly code: 'fund'; readonly fund: string } // 豁免资金
  | { readonly code: 'room'; readonly fen: number } // 还可控制
  | { readonly code: 'deductible'; readonly fen: number } // 还可扣划
  | { readonly code: 'at-most'; readonly fen: number } // 至多
  | { readonly code: 'held'; readonly fen: number } // 实际控制
  | { readonly code: 'only-whole' } // 只能整体解除
  | { readonly code: 'by-number' } // 证券按数量另行解除
  | { readonly code: 'reserved'; readonly fen: number; readonly text?: string } // 应保留; text: on what basis
  | { readonly code: 'ends-by'; readonly word: string; readonly operation: string; readonly or?: string } // 应以何种指令解除
  | { readonly code: 'contract'; readonly text: string } // 接口不能承载
  | { readonly code: 'no-target' } // 反馈缺少下指令所需的内容
  | { readonly code: 'papers'; readonly order: number; readonly kinds: readonly string[] } // 缺少的文书
  | { readonly code: 'few-officers'; readonly times: number } // 承办人人数
  | { readonly code: 'no-certificate'; readonly word: 'handling' | 'second'; readonly kind: 'work' | 'duty' } // 缺工作证、执行公务证
  | { readonly code: 'not-registered'; readonly text: string } // 承办人未备案
  | { readonly code: 'law-at-least' | 'law-at-most'; readonly times: number }; // 法定上下限
