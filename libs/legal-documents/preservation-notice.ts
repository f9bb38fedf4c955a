import type { ControlOutcome } from '#contracts/adapter';
import { addDays, PRESERVATION_RENEWAL_DAYS } from '#libs/statute';
import { plainDate } from './chinese-wording.js';
import { paragraph, type LegalBlock, type LegalText } from './legal-text.js';

export const PRESERVATION_NOTICE_TITLE = '财产保全事项告知书';

/** One measure of a preservation and what the institution said of it; nothing of what was asked for (C4). */
export interface PreservedThing {
  /** In the words of the ruling: `assetInWords`. */
  readonly thing: string;
  readonly institutionName: string;
  readonly outcome: ControlOutcome;
}

export interface PreservationNoticeFacts {
  readonly courtName: string;
  readonly caseNumber: string;
  readonly noticeNumber: string;
  readonly applicant: string;
  readonly rulingNumber: string;
  readonly things: readonly PreservedThing[];
  readonly issuedOn: string;
}

/** Why the notice cannot be written yet: an institution has not said until when a measure in force binds. */
export interface NotYetKnown {
  readonly kind: 'not-yet-known';
  readonly things: readonly string[];
}

/**
 * The notice to the applicant of a preservation (保全规定 art 18): what was preserved, until when by the register of each institution, and by
 * which day renewal must be applied for, seven days before. An end that is not known is not guessed: then there is no notice yet.
 * @throws RangeError when nothing was preserved or attempted
 */
export function preservationNotice(facts: PreservationNoticeFacts): LegalText | NotYetKnown {
  if (facts.things.length === 0) throw new RangeError('A notice of preservation is about at least one thing.');
  const unknown = facts.things.filter(({ outcome }) => outcome.kind === 'effective' && outcome.effect.until === undefined).map(({ thing }) => thing);
  if (unknown.length > 0) return { kind: 'not-yet-known', things: unknown };
  const blocks: readonly LegalBlock[] = [
    paragraph(`${facts.applicant}申请财产保全一案，本院${facts.rulingNumber}裁定已经执行，现依照《最高人民法院关于人民法院办理财产保全案件若干问题的规定》第十八条的规定，将保全的情况及期限届满日告知如下：`),
    {
      kind: 'table',
      columns: [0.7, 3.4, 2, 1.8, 1.8],
      head: ['序号', '财产', '协助执行单位', '期限届满日', '申请续行的最后日期'],
      rows: facts.things.map(({ thing, institutionName, outcome }, index) => [String(index + 1), thing, institutionName, ...datesOf(outcome)]),
    },
    paragraph(`申请保全人申请续行保全的，应当在期限届满${PRESERVATION_RENEWAL_DAYS}日前向本院书面提出；逾期未申请或者不符合续行条件的，届满后保全的效力自行消灭，由此产生的法律后果由申请保全人自行承担。`),
  ];
  return { courtName: facts.courtName, title: PRESERVATION_NOTICE_TITLE, number: facts.noticeNumber, addressee: facts.applicant, blocks, signedBy: [], issuedOn: facts.issuedOn };
}

function datesOf(outcome: ControlOutcome): readonly [string, string] {
  switch (outcome.kind) {
    case 'effective': {
      const until = outcome.effect.until ?? '';
      return [plainDate(until), plainDate(addDays(until, -PRESERVATION_RENEWAL_DAYS))];
    }
    // It has no last day of its own until it takes effect, and is no security (I5).
    case 'waiting':
      return ['轮候，尚未生效', '—'];
    case 'refused':
    case 'not-supported':
      return ['未能保全', '—'];
    case 'in-progress':
    case 'defective':
    case 'unavailable':
    case 'unconfirmed':
      return ['尚待核实', '—'];
    default: {
      const never: never = outcome;
      return never;
    }
  }
}
