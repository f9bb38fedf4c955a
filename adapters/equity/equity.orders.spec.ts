import { Sensitive } from '#contracts/adapter';
import { describeOrderContract } from '#libs/adapter-testkit';
import { adapter } from './index.js';

describeOrderContract(adapter, {
  folder: new URL('./', import.meta.url),
  institution: { code: 'equity-demo', name: '样例市场监管局', credentials: { token: new Sensitive('synthetic-equity-token') }, callbackBaseUrl: 'https://exchange.court.example' },
  base: '/equity/v1',
  order: { kind: 'equity', operation: 'freeze' },
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
    'effective-by-ratio': { extent: 1 },
    'more-than-the-ratio': { extent: 1 },
    'without-ratio': { extent: 1 },
    'held-more-than-ordered': {},
    'another-currency': {},
    'without-amount': {},
    'another-company': {},
    'not-yet-published': {},
    'published-but-not-in-effect': {},
    waiting: {},
    released: { operation: 'release' },
  },
});
