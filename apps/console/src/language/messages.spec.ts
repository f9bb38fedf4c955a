import { ERROR_CODES } from '#contracts/errors';
import { en } from './english.js';
import { zh } from './messages.js';
import { problems } from './zh/problems.js';

const keysOf = (table: object, path = ''): string[] =>
  Object.entries(table).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? keysOf(value as object, `${path}${key}.`) : [`${path}${key} ${typeof value}`]));

describe('the texts of the page', () => {
  test('both languages say the same things', () => {
    expect(keysOf(en).sort()).toEqual(keysOf(zh).sort());
    expect(keysOf(zh).length).toBeGreaterThan(200);
  });

  test('nothing is empty, and Chinese is not left in the English table but where a text for the file is proposed', () => {
    const texts = (table: object): string[] => Object.values(table).flatMap((value) => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? texts(value as object) : []));
    expect(texts(zh).filter((text) => text.trim() === '')).toEqual([]);
    expect(texts(en).filter((text) => /\p{Script=Han}/u.test(text)).sort()).toEqual(['中文', '切换到中文', '查得财产，依法控制', '期限即将届满，继续控制', '立案查控'].sort());
  });

  test('every error of the catalogue has its sentence, and none else', () => {
    expect(Object.keys(problems).sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });
});
