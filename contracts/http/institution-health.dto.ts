import { ChoiceField, ObjectListField, TextField, WholeNumberField } from './fields.js';

const COUNT = { min: 0, max: 2_147_483_647 };
const MILLISECONDS = { min: 0, max: Number.MAX_SAFE_INTEGER, optional: true };
const BREAKER_WORDS = ['closed', 'half-open', 'open'] as const;

/** How an institution answers lately (机构运行状况). */
export class InstitutionHealthDto {
  @TextField({ description: 'Code of the institution', max: 40 })
  code!: string;

  @WholeNumberField({ description: 'Requests in the last 24 hours, of the newest 50,000 of all; those served from stored answers are none', ...COUNT })
  asked!: number;

  @WholeNumberField({ description: 'Found, nothing found, or refused with a reason', ...COUNT })
  answered!: number;

  @WholeNumberField({ description: 'Of these before their deadline (答复期限)', ...COUNT })
  inTime!: number;

  @WholeNumberField({ description: 'Defective, unavailable, unconfirmed', ...COUNT })
  failed!: number;

  @WholeNumberField({ description: 'Without an outcome', ...COUNT })
  waiting!: number;

  @WholeNumberField({ description: 'Half of the answers came within so many milliseconds of acceptance', ...MILLISECONDS })
  medianMs?: number;

  @WholeNumberField({ description: '95 of 100 did', ...MILLISECONDS })
  p95Ms?: number;

  @WholeNumberField({ description: 'How long the oldest request waits, milliseconds', ...MILLISECONDS })
  oldestWaitingMs?: number;

  @ChoiceField(BREAKER_WORDS, { description: 'open: it failed so often that nothing is sent for the moment (熔断); absent where its lane is in another process', optional: true })
  breaker?: (typeof BREAKER_WORDS)[number];
}

export class InstitutionHealthPageDto {
  @ObjectListField(() => InstitutionHealthDto, { description: 'Those that were asked, by code', max: 200 })
  items!: InstitutionHealthDto[];

  @TextField({ description: 'Cursor of the next page; absent on the last', max: 300, optional: true })
  nextCursor?: string;
}
