import type { PullCredentials, Reading } from '#contracts/adapter';
import { readCaseSystemDocument, valueOf } from './case-system-document.js';

/** Read before anybody is known: small in every way. */
const LIMITS = { maxCharacters: 8192, maxDepth: 4, maxElements: 16, maxAttributes: 16, maxAttributeLength: 512 };

/** Who calls: `usermarker/condition` with user name and password in clear (§2.4, §9). */
export function readUserMarker(message: string): Reading<PullCredentials> {
  const document = readCaseSystemDocument(message, LIMITS);
  if (document.state === 'unreadable') return document;
  const root = document.value;
  const condition = root.children.find(({ name }) => name === 'condition') ?? root;
  const username = valueOf(condition, 'username');
  const password = valueOf(condition, 'password');
  if (root.name !== 'usermarker' || username === '' || password === '') {
    return { state: 'unreadable', cause: 'schema', detail: '认证信息缺少用户名或密码' };
  }
  return { state: 'read', value: { username, password } };
}
