import type { SigningCheck } from '#libs/officer-registry';

/** Every officer may sign everything: for specs about something else. */
export const everybodySigns: SigningCheck = { refusal: () => undefined, invalidity: () => undefined };

/** Nothing needs a named approval: for specs about something else. */
export const standingApproval = { answer: () => ({ rule: 'rule:built-in', needed: [] }) };
