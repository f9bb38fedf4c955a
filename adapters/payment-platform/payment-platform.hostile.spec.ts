import { describeHostileFeedback } from '#libs/convert-data-testkit';
import { adapter } from './index.js';
import { request } from './testkit/questions.js';

describeHostileFeedback(adapter, {
  folder: new URL('./', import.meta.url),
  request,
  answers: ['found', 'nothing-found', 'refused', 'query-failed'],
  fields: ['CCXH', 'KHZH', 'ZCMC', 'ZCZJLX', 'ZCZJHM', 'ZCSJHM', 'CCLB', 'ZHZT', 'ZCSJ', 'BZ', 'YE', 'KYYE', 'FKSJ', 'TXDZ', 'BEIZ', 'XM', 'DSRZJHM', 'FJXH', 'FJXX', 'FJXXNR', 'ZT', 'BDSJH', 'GLXH', 'MC', 'KH', 'KLB', 'KHH', 'KZZT', 'XCHTYY'],
  children: ['fjxx', 'glxx'],
  reaches: ['found', 'nothing-found', 'refused', 'defective', 'unconfirmed', 'unavailable'],
});
