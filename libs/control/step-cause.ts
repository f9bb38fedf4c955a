import { reasonInWords, type TaskReason } from './task-reason.js';

/**
 * Why a step in the life of an order or a measure was taken, where no person said so: what somebody has to look at besides, or one of these. A
 * closed list, so that every language has a sentence for each; what a person says stays as they said it. Money in fen, days in Beijing.
 */
export type StepCause =
  | TaskReason
  | { readonly code: 'answer-late' } // 逾期未反馈
  | { readonly code: 'line-lost'; readonly word: string } // 发出后未得到回应; word: what became of the call
  | { readonly code: 'not-renewed'; readonly day: string } // 届满未续行
  | { readonly code: 'days-left'; readonly days: number } // 距届满天数
  | { readonly code: 'renewed-in-time' } // 期限内续行，届满后才得到反馈
  | { readonly code: 'renewed-too-late' } // 续行时已届满
  | { readonly code: 'begun-anew' } // 届满后续行，成立新措施
  | { readonly code: 'kept-unsent'; readonly word: string } // 未发出却收到反馈; word: kind of outcome
  | { readonly code: 'kept'; readonly word: string } // 反馈留存; word: kind of outcome
  | { readonly code: 'kept-overtaken' } // 查询期间另有反馈
  | { readonly code: 'kept-known' } // 已知的拒绝
  | { readonly code: 'kept-same' } // 与先前反馈一致
  | { readonly code: 'kept-ended'; readonly word: string } // 措施已结束; word: state of the measure
  | { readonly code: 'kept-changed' } // 措施已被后来的指令变更
  | { readonly code: 'kept-no-sum' } // 未说明数额
  | { readonly code: 'refused-there'; readonly word?: string } // 机构拒绝; word: its own code
  | { readonly code: 'not-supported-there' } // 机构不支持
  | { readonly code: 'effect-by'; readonly at: string } // 最迟生效时刻, RFC 3339
  | { readonly code: 'handed-over' } // 措施已移送他案
  | { readonly code: 'release-first' } // 同一措施先行解除
  | { readonly code: 'excess'; readonly fen: number } // 超标的额
  | { readonly code: 'arrived'; readonly fen: number; readonly text: string } // 到账; text: what the bank calls the payment
  | { readonly code: 'objected'; readonly day: string; readonly by: string } // 收到异议, to be answered by that day
  | { readonly code: 'objection-found'; readonly word: string } // 异议答复; word: upheld or rejected
  | { readonly code: 'served'; readonly day: string; readonly word: string } // 线下送达; word: the way
  | { readonly code: 'batch-stopped' } // 批量已停止
  | { readonly code: 'batch-refused'; readonly rules: readonly string[]; readonly word: string } // 批量中被拒; word: code of the error where no rule speaks against it
  | { readonly code: 'approval-over'; readonly word: string }; // 审批未成; word: state of the approval

export type StepCauseCode = StepCause['code'];

/** In English, for the record and for other systems. */
export function causeInWords(cause: StepCause): string {
  switch (cause.code) {
    case 'answer-late':
      return 'the institution did not answer in time';
    case 'line-lost':
    case 'kept':
    case 'objection-found':
    case 'approval-over':
      return cause.word;
    case 'not-renewed':
      return `not renewed by ${cause.day}`;
    case 'days-left':
      return `${cause.days} days are left`;
    case 'renewed-in-time':
      return 'renewed in time, answered after the last day';
    case 'renewed-too-late':
      return 'its last day had passed when it was renewed';
    case 'begun-anew':
      return 'renewed after the last day';
    case 'kept-unsent':
      return `${cause.word}, though it was never sent`;
    case 'kept-overtaken':
      return 'overtaken by another answer';
    case 'kept-known':
      return 'refused, as is known';
    case 'kept-same':
      return 'nothing else than was said before';
    case 'kept-ended':
      return `the measure is ${cause.word}`;
    case 'kept-changed':
      return 'the measure was changed by a later order';
    case 'kept-no-sum':
      return 'the answer does not say how much';
    case 'refused-there':
      return cause.word ?? 'by the institution';
    case 'not-supported-there':
      return 'not supported there';
    case 'effect-by':
      return `in effect by ${cause.at} at the latest`;
    case 'handed-over':
      return 'the measure was handed over';
    case 'release-first':
      return 'a release of the same measure goes first';
    case 'excess':
      return `${cause.fen} fen`;
    case 'arrived':
      return `${cause.fen} fen, ${cause.text}`;
    case 'objected':
      return `received on ${cause.day}, to be answered by ${cause.by}`;
    case 'served':
      return `delivered ${cause.day}, ${cause.word}`;
    case 'batch-stopped':
      return 'cancelled';
    case 'batch-refused':
      return `refused in its batch: ${cause.rules.length === 0 ? cause.word : cause.rules.join(', ')}`;
    default:
      return reasonInWords(cause);
  }
}

/** What stands in an entry: the words of a person, or a cause and the same in English. */
export const because = (why: string | StepCause | undefined): { readonly reason?: string; readonly cause?: StepCause } =>
  why === undefined ? {} : typeof why === 'string' ? { reason: why } : { reason: causeInWords(why), cause: why };
