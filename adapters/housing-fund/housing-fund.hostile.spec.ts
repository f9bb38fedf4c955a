import { describeHostileFeedback } from '#libs/convert-data-testkit';
import { adapter } from './index.js';
import { request } from './testkit/questions.js';

describeHostileFeedback(adapter, {
  folder: new URL('./', import.meta.url),
  request,
  answers: ['found', 'nothing-found', 'refused', 'query-failed'],
  fields: ['CCXH', 'KHZH', 'KHWD', 'KHRQ', 'ZHZT', 'YE', 'BZ', 'YJCE', 'SLDQ', 'DWMC', 'LXRZJHM', 'FKSJ', 'SFYWJQDK', 'SFBFYDJ', 'BEIZ', 'XM', 'DSRZJHM', 'WLXH', 'ZJLX', 'ZCKZH', 'ZCKZXM', 'JE', 'JYSJ', 'DJXH', 'DJDW', 'DJWH', 'DJKSSJ', 'DJJSSJ', 'XCHTYY'],
  children: ['wlxx', 'djxx'],
  reaches: ['found', 'nothing-found', 'refused', 'defective', 'unconfirmed', 'unavailable'],
});
