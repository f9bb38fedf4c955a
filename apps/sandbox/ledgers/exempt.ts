/** Accounts by their nature (账户性质), as a bank tags them: which may not be frozen, and which may be frozen but not taken from (domain-rules B-list). */
const NEVER = /农民工工资|工资保证金|社会保险基金|社保基金|党费|工会经费|国库|备付金|存款准备金|住房公积金/;
const NOT_TAKEN = /保证金/;

export const mayFreeze = (nature: string): boolean => !NEVER.test(nature);
export const mayTake = (nature: string): boolean => mayFreeze(nature) && !NOT_TAKEN.test(nature);
