/** Cases every adapter answers, whoever starts the exchange. */
export const GENERAL_CASES = [
  'manifest', // complete, and its code is the folder's name
  'readme', // has the fixed headings, each with something under it
  'golden-files', // every file under golden/ is read by some case
  'found',
  'nothing-found',
  'refused', // the institution returns the question with a reason
  'unknown-status', // a word of a later version: unconfirmed, never success
  'old-versions', // every live version is read
  'wrong-person', // speaks of somebody else
  'contradictory', // says two things at once
  'duplicate-rows', // the same row twice counts once
  'malformed',
  'truncated', // at every byte
  'bit-flips',
  'wrong-encoding',
  'oversized',
  'deeply-nested',
  'private-words', // no personal data in what may be logged
  'fuzz', // golden messages damaged in every way: never thrown, never stuck, a reason an operator understands
] as const;

/** Cases of contracts whose messages are XML. */
export const XML_CASES = ['entities'] as const;

export const PUSH_CASES = [
  'call', // the golden call, and calls from any request
  'secrets', // only in the authorization header
  'business-refusal', // a documented 4xx
  'bad-credentials', // 401 and 403
  'server-error', // 5xx: nothing was decided
  'rate-limit', // 429 with Retry-After
  'unknown-http-status',
  'any-reply', // any status with any bytes: one outcome, never a guess
  'ticket', // contracts that hand out a ticket
  'callback', // contracts that call back
] as const;

export const PULL_CASES = [
  'service',
  'credentials',
  'keys',
  'list',
  'documents',
  'certificates',
  'verdicts',
  'faults',
  'any-parameter', // any text in any parameter: never throws
] as const;

export const FILE_CASES = [
  'labels', // what names of packages say
  'batch', // requests, documents and certificates in a package
  'receipts', // what was not taken
  'any-package', // any files with any bytes: never throws
] as const;

/** Cases of contracts that carry measures; their golden files stand under `golden-controls/`. */
export const CONTROL_CASES = [
  'control-operations', // who lists a measure can carry it, and nobody else
  'control-orders', // every listed order can be written, or is refused with the way that remains
  'control-answers', // each golden answer, exactly
  'control-damage', // cut and flipped: nothing is bound by a damaged message
  'control-fuzz', // hostile and mutated answers: never thrown, one outcome, nobody named
  'control-status', // push: any reply with any status, and what may be sent again
  'control-golden-files', // every file is read by some case
] as const;

export type ContractCase =
  | (typeof GENERAL_CASES)[number]
  | (typeof XML_CASES)[number]
  | (typeof PUSH_CASES)[number]
  | (typeof PULL_CASES)[number]
  | (typeof FILE_CASES)[number]
  | (typeof CONTROL_CASES)[number];

const ALL: readonly string[] = [...GENERAL_CASES, ...XML_CASES, ...PUSH_CASES, ...PULL_CASES, ...FILE_CASES, ...CONTROL_CASES];

/** A case this contract cannot show, with the reason a reader can judge. */
export interface Skip {
  readonly case: ContractCase;
  readonly reason: string;
}

/** Why the skips themselves cannot be accepted; empty when they can. */
export function faultsOfSkips(skips: readonly Skip[]): readonly string[] {
  const faults = skips.flatMap((skip) => [
    ...(ALL.includes(skip.case) ? [] : [`"${skip.case}" is no case of the suite`]),
    ...(skip.reason.trim().length >= 10 ? [] : [`the skip of "${skip.case}" needs a reason in a sentence`]),
  ]);
  const twice = skips.filter((skip, at) => skips.findIndex((other) => other.case === skip.case) !== at);
  return [...faults, ...twice.map((skip) => `"${skip.case}" is skipped twice`)];
}
