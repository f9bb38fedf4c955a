import { paperNumber, parsePaperForm, USUAL_PAPER_FORM } from './paper-number.js';

const CASE = '（2026）浙0102执123号';
const third = { figure: 3, words: '三' };

describe('forms of paper numbers', () => {
  test.each([
    [USUAL_PAPER_FORM, '（2026）浙0102执123号之三'],
    ['{case}-{figure}', '（2026）浙0102执123号-3'],
    ['（{year}）{court}{type}{serial}-{figure}号', '（2026）浙0102执123-3号'],
    ['（{year}）{court}{type}{serial}号之{place}', '（2026）浙0102执123号之三'],
  ])('%s makes %s', (form, number) => {
    expect(parsePaperForm(` ${form} `)).toMatchObject({ ok: true, value: form });
    expect(paperNumber(form, CASE, third)).toBe(number);
  });

  test.each([
    ['nothing', ''], ['no place', '{case}'], ['both ways of the place', '{case}{place}-{figure}'], ['the case twice', '{case}{case}之{place}'], ['a part of the case missing', '{court}{type}{serial}之{place}'],
    ['the case and a part of it', '{case}{year}之{place}'], ['a part nobody knows', '{case}之{number}'], ['figures that run together', '（{year}）{court}{type}{serial}{figure}号'], ['a digit before figures', '{case}之1{figure}'],
    ['a digit after figures', '{case}之{figure}0'], ['a brace left open', '{case}之{place'], ['too long', `{case}之{place}${'长'.repeat(60)}`], ['markup', '{case}<{place}'],
  ])('%s is refused', (_, form) => expect(parsePaperForm(form).ok).toBe(false));
});
