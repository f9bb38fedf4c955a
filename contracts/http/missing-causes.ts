import { DEFECTS, UNAVAILABILITIES } from '#contracts/adapter';

/** Why it is not known what there is. not-sent, asked: it is still waited for; weak-match: an answer that is not taken over. */
export const MISSING_CAUSE_WORDS = ['not-sent', 'asked', 'weak-match', 'nothing-found', 'refused', 'not-supported', 'unconfirmed', ...UNAVAILABILITIES, ...DEFECTS] as const;
export type MissingCauseWord = (typeof MISSING_CAUSE_WORDS)[number];
