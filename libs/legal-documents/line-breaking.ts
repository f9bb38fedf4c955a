import type { FontFace } from './font-face.js';
import { fontChain } from './font-chain.js';

/** A piece of a line that is drawn in one go. `stands` is the character a written-out code stands for (see below). */
export interface LineRun {
  readonly face: FontFace;
  readonly text: string;
  /** In thousandths of the font size. */
  readonly width: number;
  readonly stands?: string;
}

export interface Line {
  readonly runs: readonly LineRun[];
  readonly width: number;
}

/** Punctuation that must not begin a line (避头) or end one (避尾). */
const NOT_AT_START = /[、，。；：！？）》〉〕】」』”’%·\])}]/u;
const NOT_AT_END = /[（《〈〔【「『“‘[({]/u;
/** Numbers and Latin words stay on one line: a certificate number broken in two is misread. */
const WORD = /[\p{Script=Latin}\p{N}_.\-/@]/u;

/**
 * Breaks one paragraph into lines of at most `width` thousandths of the font size, by the rules for Chinese text.
 * `firstIndent` is left free on the first line. A character that no font has is written out as its code, `[U+9C7B]`.
 */
export function breakLines(text: string, width: number, firstIndent = 0): readonly Line[] {
  const characters = charactersOf(text);
  const whole = characters.reduce((sum, { run }) => sum + run.width, 0);
  if (firstIndent + whole <= width) return [{ runs: joined(characters.map(({ run }) => run)), width: whole }];
  const lines: Line[] = [];
  let line: LineRun[] = [];
  let used = firstIndent;
  const flush = () => {
    lines.push({ runs: joined(line), width: widthOf(line) });
    line = [];
    used = 0;
  };
  const put = (runs: readonly LineRun[]) => {
    if (used + widthOf(runs) > width && line.length > 0) flush();
    line.push(...runs);
    used += widthOf(runs);
  };
  for (const group of groups(characters)) {
    if (widthOf(group) <= width) put(group);
    else for (const run of group) put([run]); // longer than a whole line: broken anywhere
  }
  if (line.length > 0 || lines.length === 0) flush();
  return lines;
}

/** How a character that no font has is written: `[U+9C7B]`. */
export function writtenCode(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

function widthOf(runs: readonly LineRun[]): number {
  return runs.reduce((sum, run) => sum + run.width, 0);
}

/** A character as it is drawn, and how it may stand beside others. */
interface Character {
  readonly run: LineRun;
  readonly notAtStart: boolean;
  readonly notAtEnd: boolean;
  readonly isWord: boolean;
}

/** As many as the process ever draws: a table of thousands of rows has the same few hundred again and again. */
const known = new Map<string, Character | null>();

function charactersOf(text: string): readonly Character[] {
  const characters: Character[] = [];
  for (const character of text) {
    let found = known.get(character);
    if (found === undefined) known.set(character, (found = characterOf(character)));
    if (found !== null) characters.push(found);
  }
  return characters;
}

function characterOf(character: string): Character | null {
  const run = runOf(character);
  return run && { run, notAtStart: NOT_AT_START.test(character), notAtEnd: NOT_AT_END.test(character), isWord: WORD.test(character) };
}

/** Characters that must stay together, as single-character runs. */
function groups(characters: readonly Character[]): readonly LineRun[][] {
  const result: LineRun[][] = [];
  let previous: Character | undefined;
  for (const character of characters) {
    const group = result.at(-1);
    const together = character.notAtStart || previous?.notAtEnd === true || (character.isWord && previous?.isWord === true);
    if (group !== undefined && together) group.push(character.run);
    else result.push([character.run]);
    previous = character;
  }
  return result;
}

function runOf(character: string): LineRun | null {
  const [run] = fontChain.runs(character);
  if (run === undefined) return null;
  if (run.kind === 'drawn') return run;
  // Ⅲ in a word of a bank (Ⅲ类户) is drawn as III; a name's rare character has no such form.
  const plain = character.normalize('NFKC');
  const [same, more] = plain === character ? [] : fontChain.runs(plain);
  if (same?.kind === 'drawn' && more === undefined) return { face: same.face, text: plain, width: same.width, stands: character };
  const code = writtenCode(character);
  const [written] = fontChain.runs(code);
  if (written?.kind !== 'drawn') throw new Error('The main font lacks ASCII.');
  return { face: written.face, text: code, width: written.width, stands: character };
}

/** Neighbouring runs of one font become one. */
function joined(runs: readonly LineRun[]): readonly LineRun[] {
  const result: LineRun[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (last !== undefined && last.face === run.face && last.stands === undefined && run.stands === undefined) {
      result[result.length - 1] = { face: run.face, text: last.text + run.text, width: last.width + run.width };
    } else {
      result.push({ face: run.face, text: run.text, width: run.width, ...(run.stands === undefined ? {} : { stands: run.stands }) });
    }
  }
  return result;
}
