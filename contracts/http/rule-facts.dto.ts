import { ChoiceField, DayField, FenField, FreeTextField, TextField, TextListField, WholeNumberField } from './fields.js';

/** What exactly speaks against an order; a page has a sentence for each in every language. */
export const RULE_FACTS_WORDS = [
  'is', 'ended', 'since', 'nothing-deducted', 'no-institution', 'not-controlled', 'not-before', 'between', 'fund', 'room', 'deductible', 'at-most', 'held', 'only-whole', 'by-number', 'reserved', 'ends-by', 'contract', 'no-target', 'papers',
  'few-officers', 'no-certificate', 'not-registered', 'law-at-least', 'law-at-most',
] as const;
export type RuleFactsWord = (typeof RULE_FACTS_WORDS)[number];

/** What exactly, with its figures; which there are depends on the code. */
export class RuleFactsDto {
  @ChoiceField(RULE_FACTS_WORDS, { description: 'Which' })
  code!: RuleFactsWord;

  @TextField({ description: 'State of the case or the measure; no-certificate: handling or second', max: 40, optional: true })
  word?: string;

  @DayField({ description: 'Day it is about, or the first', optional: true })
  day?: string;

  @DayField({ description: 'between: the last day', optional: true })
  by?: string;

  @FenField({ description: 'How much, fen', optional: true })
  fen?: number;

  @WholeNumberField({ description: 'few-officers: how many there are; law-at-least, law-at-most: what the law allows', min: 0, max: Number.MAX_SAFE_INTEGER, optional: true })
  times?: number;

  @TextField({ description: 'Code of the exempt fund (docs/exempt-funds.md)', max: 20, optional: true })
  fund?: string;

  @TextField({ description: 'ends-by: operation that is needed', max: 40, optional: true })
  operation?: string;

  @TextField({ description: 'ends-by: or this one', max: 40, optional: true })
  or?: string;

  @WholeNumberField({ description: 'papers: the order that lacks them', min: 0, max: Number.MAX_SAFE_INTEGER, optional: true })
  order?: number;

  @TextListField({ description: 'papers: kinds that are missing', max: 10, longest: 40, optional: true })
  kinds?: readonly string[];

  @TextField({ description: 'no-certificate: work or duty', max: 10, optional: true })
  kind?: string;

  @FreeTextField({ description: 'In words of our own or of an officer; no personal data', optional: true })
  text?: string;
}
