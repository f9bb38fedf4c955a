import { requireSecondPerson } from './second-person.js';

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test('what was typed is decided by somebody else, while it waits', () => {
  const row = { state: 'entered', entered_by: 'one' };
  expect(requireSecondPerson(row, { login: 'two' }, 'control-reply-unknown')).toBe(row);
  expect(codeOf(() => requireSecondPerson(row, { login: 'one' }, 'control-reply-unknown'))).toBe('second-person-needed');
  expect(codeOf(() => requireSecondPerson({ ...row, state: 'confirmed' }, { login: 'two' }, 'control-reply-unknown'))).toBe('state-change-invalid');
  expect(codeOf(() => requireSecondPerson(undefined, { login: 'two' }, 'offline-answer-unknown'))).toBe('offline-answer-unknown');
});
