/** Why exactly somebody has to look at something: a closed list, so that every language has a sentence for each. Money in fen, days in Beijing. */
export type TaskReason =
  | { readonly code: 'answered-unsent' } // 未发出却收到反馈
  | { readonly code: 'unclear'; readonly word: string; readonly operation?: string } // 反馈含义不明; word: what the answer was, or leaves open; operation: that it does not fit
  | { readonly code: 'exempt'; readonly fund?: string; readonly text: string } // 称系豁免账户; text: what to do about it, in Chinese
  | { readonly code: 'tell-obligor' } // 告知被执行人
  | { readonly code: 'renewed-ended'; readonly word: string } // 续行了已结束的措施; word: state of the measure
  | { readonly code: 'taken-too-much'; readonly fen: number; readonly orderedFen: number; readonly nothingOwed: boolean } // 多扣
  | { readonly code: 'words-differ'; readonly word: string; readonly then: string } // 前后反馈不一; kinds of outcome
  | { readonly code: 'took-effect'; readonly day?: string } // 轮候自动生效, until that day
  | { readonly code: 'settled-as-refused' } // 按拒绝了结，须核实
  | { readonly code: 'excess-kept'; readonly fen: number } // 超额且无法自行解除
  | { readonly code: 'release-due'; readonly fen: number } // 应解除的数额
  | { readonly code: 'bankruptcy'; readonly day: string; readonly court: string } // 破产受理
  | { readonly code: 'first-court-idle'; readonly day: string } // 首封法院未处分
  | { readonly code: 'lapsed'; readonly day: string; readonly renewing: boolean } // 已届满
  | { readonly code: 'ends'; readonly day: string } // 即将届满
  | { readonly code: 'not-arrived'; readonly fen: number; readonly day: string } // 扣划未到账
  | { readonly code: 'rules-against'; readonly rules: readonly string[] } // 规则不许，未发出
  | { readonly code: 'rules-against-unknown'; readonly rules: readonly string[] } // 对方无此单且规则不许
  | { readonly code: 'not-delivered'; readonly word?: string; readonly text: string } // 未能送达; word: what went wrong on the line, text: the same in its own words
  | { readonly code: 'cannot-leave'; readonly word: string } // 不能发出; word: a cause
  | { readonly code: 'cannot-carry'; readonly text: string; readonly remedy: string } // 接口不能承载; text: what the contract lacks, remedy: the way that remains, in Chinese
  | { readonly code: 'asked-often'; readonly times: number } // 多次查询状态无果
  | { readonly code: 'objection'; readonly day: string; readonly fund?: string } // 收到异议
  | { readonly code: 'letter-waits' | 'letter-reply-typed'; readonly day: string } // 线下送达未办，since that day; a reply is typed and waits for its second person
  | { readonly code: 'decision-failed'; readonly text: string; readonly word?: string; readonly step?: string; readonly measure?: string } // 反馈与状态不符; word: where it stands, step: what does not follow from there, measure: the other one on the same thing
  | { readonly code: 'not-written' }; // 反馈已留存，后续处理未能写入

export type TaskReasonCode = TaskReason['code'];

/** What an answer leaves open that has to be known of it. */
export type LeftOpen = 'no-sum' | 'renewal-undated';

const UNCLEAR: Readonly<Record<string, string>> = {
  unconfirmed: 'the status is unknown',
  'no-sum': 'the answer does not say how much',
  'renewal-undated': 'answered after the last day, and the answer does not say when it was renewed',
} satisfies Record<LeftOpen | 'unconfirmed', string>;

/** In English, for the record and for other systems. */
export function reasonInWords(reason: TaskReason): string {
  switch (reason.code) {
    case 'answered-unsent':
      return 'answered, though it was never sent';
    case 'unclear':
      if (reason.operation !== undefined) return `${reason.word} does not fit a ${reason.operation}`;
      return UNCLEAR[reason.word] ?? reason.word;
    case 'tell-obligor':
      return 'tell the obligor of the measure, unless that would hinder it';
    case 'renewed-ended':
      return `renewed, though it was ${reason.word}`;
    case 'taken-too-much':
      return `${reason.fen} fen were taken, ${reason.orderedFen} were ordered: ${reason.fen - reason.orderedFen} fen are to be given back${reason.nothingOwed ? ', and nothing is owed any more' : ''}`;
    case 'words-differ':
      return `${reason.word}, then ${reason.then}`;
    case 'took-effect':
      return `took effect by itself, until ${reason.day ?? 'a day the institution does not say'}`;
    case 'settled-as-refused':
      return 'settled as refused: what is held has to be found out';
    case 'excess-kept':
      return `${reason.fen} fen beyond the need, and nothing that can be released by itself`;
    case 'release-due':
      return `${reason.fen} fen are to be released`;
    case 'bankruptcy':
      return `accepted on ${reason.day} by ${reason.court}`;
    case 'first-court-idle':
      return `the first court has it since ${reason.day} at the latest: it may be asked to hand it over (保全规定第二十一条)`;
    case 'lapsed':
      return `on ${reason.day}${reason.renewing ? ', while a renewal is not answered: if the institution did it in time, it goes on' : ''}`;
    case 'ends':
      return `ends on ${reason.day}`;
    case 'not-arrived':
      return `${reason.fen} fen taken on ${reason.day} did not arrive`;
    case 'rules-against':
      return reason.rules.join(', ');
    case 'rules-against-unknown':
      return `unknown there, and by now: ${reason.rules.join(', ')}`;
    case 'cannot-leave':
      return reason.word;
    case 'asked-often':
      return `asked ${reason.times} times since it was sent`;
    case 'objection':
      return `received on ${reason.day}${reason.fund === undefined ? '' : `, ${reason.fund}`}`;
    case 'letter-waits':
      return `since ${reason.day}`;
    case 'letter-reply-typed':
      return `since ${reason.day}, a typed reply waits for its second person`;
    case 'not-delivered':
      return [reason.word, reason.text].filter(Boolean).join(': ');
    case 'not-written':
      return 'what followed from it could not be written';
    case 'exempt':
    case 'cannot-carry':
    case 'decision-failed':
      return reason.text;
    default:
      return reason satisfies never;
  }
}
