import { Sensitive } from '#contracts/adapter';
import { describeOrderContract } from '#libs/adapter-testkit';
import { adapter } from './index.js';

describeOrderContract(adapter, {
  folder: new URL('./', import.meta.url),
  institution: { code: 'securities-demo', name: '样例证券登记结算', credentials: { token: new Sensitive('synthetic-securities-token') }, callbackBaseUrl: 'https://exchange.court.example' },
  base: '/securities/v1',
  order: { kind: 'security', operation: 'freeze' },
  answers: {
    effective: {},
    'unknown-state': {},
    'wrong-person': {},
    'another-number': {},
    'another-operation': {},
    'ends-before-it-begins': {},
    'without-effective-moment': {},
    'without-days': {},
    'effective-behind-others': {},
    refused: {},
    accepted: {},
    waiting: { operation: 'wait' },
    'wait-took-effect': { operation: 'wait' },
    'waits-for-more-than-is-frozen': { operation: 'wait' },
    'waiting-but-holds': { operation: 'wait' },
    'held-more-than-ordered': {},
    'another-unit': {},
    'without-quantity': {},
    'another-security': {},
    'effective-with-an-error-code': {},
    'refused-with-the-code-of-success': {},
    'refused-spared': {},
    'outside-system-hours': {},
    released: { operation: 'release' },
  },
});
