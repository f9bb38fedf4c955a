import type { Schema } from '../../api/index.js';
import { money, yuan } from '../../format/index.js';
import type { Messages } from '../../language/index.js';
import { wordOf } from '../../language/word-of.js';
import type { MarkTone } from '../../pieces/index.js';

type Outcome = Schema<'ControlOutcomeDto'>;
type Operation = Schema<'ControlOrderDto'>['operation'];
type Measure = Pick<Schema<'MeasureDto'>, 'state' | 'heldFen' | 'limitFen' | 'position' | 'until' | 'divisible'>;

export interface OutcomeText {
  readonly tone: MarkTone;
  readonly text: string;
}

const RELEASES: readonly Operation[] = ['release', 'release-wait', 'release-seal'];
const TAKES: readonly Operation[] = ['deduct', 'withdraw-income', 'freeze-and-deduct'];

/** How an order ended, as what it is: held, unfunded, waiting in rank, refused; a freeze of zero is none of money. */
export function outcomeText(outcome: Outcome | undefined, operation: Operation, { control: { outcome: texts }, reasons, words }: Pick<Messages, 'control' | 'reasons' | 'words'>): OutcomeText {
  if (outcome === undefined) return { tone: 'quiet', text: texts.notYet };
  const { kind, held, limit, unfunded, position, reason, reasonCode = '', until, priorMeasures } = outcome;
  const more = [...(priorMeasures.length > 0 ? [texts.before(priorMeasures.length)] : []), ...(until === undefined ? [] : [texts.until(until)])];
  const with_ = (tone: MarkTone, ...said: readonly string[]): OutcomeText => ({ tone, text: [...said, ...more].join(' · ') });
  switch (kind) {
    case 'effective':
      if (RELEASES.includes(operation)) return with_('good', held === undefined ? wordOf(words.controlOutcome, kind) : texts.released(money(held)));
      if (TAKES.includes(operation)) return with_('good', held === undefined ? wordOf(words.controlOutcome, kind) : texts.deducted(money(held)));
      if (held === undefined) return with_('good', texts.thing);
      if (held.fen === 0) return with_('warn', texts.zero(limit === undefined ? '—' : money(limit)));
      return with_(unfunded !== undefined && unfunded.fen > 0 ? 'warn' : 'good', texts.held(money(held), limit && money(limit)), ...(unfunded !== undefined && unfunded.fen > 0 ? [texts.unfunded(money(unfunded))] : []));
    case 'waiting':
      return with_('warn', texts.waiting(position));
    case 'refused':
      return with_('bad', texts.refused(reason ?? wordOf(words.controlOutcome, kind)));
    case 'not-supported':
      return with_('bad', texts.refused(reasons.readable(reason ?? '') || wordOf(words.controlOutcome, kind)));
    case 'unconfirmed':
      return with_('warn', texts.unconfirmed);
    case 'in-progress':
      return with_('info', wordOf(words.controlOutcome, kind));
    case 'defective':
    case 'unavailable':
      return with_('bad', [wordOf(words.controlOutcome, kind), wordOf({ ...words.defect, ...words.unavailable }, reasonCode), reasons.readable(reason ?? '')].filter(Boolean).join('：'));
  }
}

/** What a measure comes to now. */
export function measureText({ state, heldFen, limitFen, position, divisible }: Measure, { control: { outcome: texts }, words }: Pick<Messages, 'control' | 'words'>): OutcomeText {
  switch (state) {
    case 'effective':
      if (!divisible && heldFen === 0) return { tone: 'good', text: texts.thing };
      if (heldFen === 0) return { tone: 'warn', text: texts.zero(`¥${yuan(limitFen)}`) };
      return { tone: 'good', text: texts.held(`¥${yuan(heldFen)}`, heldFen === limitFen ? undefined : `¥${yuan(limitFen)}`) };
    case 'unfunded':
      return heldFen === 0 ? { tone: 'warn', text: texts.zero(`¥${yuan(limitFen)}`) } : { tone: 'warn', text: texts.held(`¥${yuan(heldFen)}`, `¥${yuan(limitFen)}`) };
    case 'waiting':
      return { tone: 'warn', text: texts.waiting(position) };
    case 'released':
    case 'deducted':
    case 'lapsed':
      return { tone: 'quiet', text: wordOf(words.measureState, state) };
  }
}
