import { readFileSync } from 'node:fs';

/**
 * An adapter imports no other, so what every HTTP contract needs is copied with the template. The copies are told apart
 * from a contract's own files by this list, and stay one text: who mends one, mends all.
 */
const COPIED = ['json-reply.ts', 'same-person.ts', 'wire-schema.ts'];

describe.each(['bank-direct', 'household', 'vehicle'])('what adapters/%s took over from the template', (code) => {
  it.each(COPIED)('%s is still the same', (file) => {
    const text = (folder: string): string => readFileSync(new URL(`../${folder}/${file}`, import.meta.url), 'utf8');
    expect(text(code)).toBe(text('_template'));
  });
});
