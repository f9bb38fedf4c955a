import { Sensitive } from '#contracts/adapter';
import { describeOrderContract } from '#libs/adapter-testkit';
import { adapter } from './index.js';

describeOrderContract(adapter, {
  folder: new URL('./', import.meta.url),
  institution: { code: 'insurance-demo', name: '样例人寿保险', credentials: { token: new Sensitive('synthetic-insurance-token') }, callbackBaseUrl: 'https://exchange.court.example' },
  base: '/insurance/v1',
  order: { kind: 'policy', operation: 'freeze', extent: 1 },
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
    'held-more-than-the-cash-value': {},
    'more-available-than-the-cash-value': {},
    'another-policy': {},
    'refused-only-insured': {},
    deducted: { operation: 'deduct', extent: 0 },
    'deducted-more-than-ordered': { operation: 'deduct', extent: 0 },
    'deducted-without-amount': { operation: 'deduct', extent: 0 },
    'payment-under-way': { operation: 'deduct', extent: 0 },
    'waiting-to-deduct': { operation: 'deduct', extent: 0 },
    waiting: {},
  },
});
