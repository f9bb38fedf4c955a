import type { RuleFacts } from '#contracts/errors';

/** In English, for the record and for other systems. */
export function factsInWords(facts: RuleFacts): string {
  switch (facts.code) {
    case 'is':
      return facts.word;
    case 'ended':
      return `${facts.word}, until ${facts.day}`;
    case 'since':
      return `since ${facts.day}`;
    case 'nothing-deducted':
      return 'nothing is deducted in preservation';
    case 'no-institution':
      return 'no such institution';
    case 'not-controlled':
      return 'this kind of property is not controlled';
    case 'not-before':
      return `not before ${facts.day}`;
    case 'between':
      return `${facts.day} to ${facts.by}`;
    case 'fund':
      return facts.fund;
    case 'room':
      return `${facts.fen} fen may still be controlled`;
    case 'deductible':
      return `${facts.fen} fen may still be deducted`;
    case 'at-most':
      return `${facts.fen} fen at most`;
    case 'held':
      return `${facts.fen} fen are held`;
    case 'only-whole':
      return 'it cannot be released in part';
    case 'by-number':
      return 'shares and units are released by their number, in an order of their own';
    case 'reserved':
      return `${facts.fen} fen are reserved${facts.text === undefined ? '' : `: ${facts.text}`}`;
    case 'ends-by':
      return `a measure that is ${facts.word} ends by ${[facts.operation, facts.or].filter(Boolean).join(' or ')}`;
    case 'no-target':
      return 'the answer does not say what an order on it needs';
    case 'papers':
      return `order ${facts.order}: ${facts.kinds.join(', ')}`;
    case 'few-officers':
      return `${facts.times} of 2 officers`;
    case 'no-certificate':
      return `the ${facts.word} officer has no ${facts.kind} certificate`;
    case 'law-at-least':
      return `at least ${facts.times}`;
    case 'law-at-most':
      return `at most ${facts.times}`;
    case 'contract':
    case 'not-registered':
      return facts.text;
    default:
      return facts satisfies never;
  }
}

/** What exactly, as a code with figures and the same in English. */
export const exactly = (facts: RuleFacts): { readonly detail: string; readonly facts: RuleFacts } => ({ detail: factsInWords(facts), facts });
