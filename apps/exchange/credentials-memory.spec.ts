import { CredentialsMemory } from './credentials-memory.js';

const credentials = (username: string): { username: string; password: string } => ({ username, password: 'p' });

test('the one not used for longest goes first', () => {
  const memory = new CredentialsMemory(2);
  const [a, b, c] = ['a', 'b', 'c'].map((name) => memory.keyOf(name)) as [string, string, string];
  memory.remember(a, credentials('a'));
  memory.remember(b, credentials('b'));
  memory.recall(a);
  memory.remember(c, credentials('c'));
  expect(memory.size).toBe(2);
  expect(memory.recall(b)).toBeUndefined();
  expect(memory.recall(a)).toEqual(credentials('a'));
  expect(memory.recall(c)).toEqual(credentials('c'));
});

test('a key tells nothing of the message and does not grow with it', () => {
  const memory = new CredentialsMemory(2);
  expect(memory.keyOf('x'.repeat(100_000))).toHaveLength(44);
  expect(memory.keyOf('secret')).not.toContain('secret');
});
