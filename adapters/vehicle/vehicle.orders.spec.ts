import { Sensitive } from '#contracts/adapter';
import { describeOrderContract } from '#libs/adapter-testkit';
import { adapter } from './index.js';

describeOrderContract(adapter, {
  folder: new URL('./', import.meta.url),
  institution: { code: 'vehicle-demo', name: '样例车辆管理所', credentials: { token: new Sensitive('synthetic-vehicle-token') }, callbackBaseUrl: 'https://exchange.court.example' },
  base: '/vehicle/v1',
  order: { kind: 'vehicle', operation: 'seal' },
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
    waiting: { operation: 'wait-seal' },
    'another-vin': {},
    'another-kind-of-plate': {},
    'written-with-spaces': {},
    'refused-transferred': {},
    released: { operation: 'release-seal' },
  },
});
