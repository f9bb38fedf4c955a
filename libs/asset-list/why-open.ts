import type { MissingCauseWord } from '#contracts/http';
import { unreachable, type QueryOutcome, type Unavailability } from '#contracts/adapter';
import type { GivenAnswer } from './given-answers.js';

const CAUSES: Readonly<Record<Unavailability, string>> = {
  'connect-failed': '无法连接',
  timeout: '超时未答复',
  'server-error': '对方系统故障',
  'rate-limited': '对方限流',
  'bad-credentials': '对方不认可凭证',
  'breaker-open': '对方持续故障，暂停查询',
  'deadline-passed': '超过答复期限',
  'out-of-service': '机构暂停服务',
  cancelled: '已撤回',
  'officer-not-registered': '承办人未在该机构备案，未发出',
  'officer-not-valid': '承办人证件无效或已停用，未发出',
};

/** One line for a person: why it is not known what there is. */
export function whyOpen({ outcome, timing }: GivenAnswer): string {
  if (outcome === undefined) return timing.sentAt === undefined ? '尚未发出或取走 not yet sent or fetched' : '已发出，尚未答复 asked, no answer yet';
  return whyNotKnown(outcome);
}

function whyNotKnown(outcome: QueryOutcome): string {
  switch (outcome.kind) {
    case 'found':
      return `身份弱匹配，${outcome.assets.length}项财产未采纳，须人工核对 weak identity match: its ${outcome.assets.length} assets are not taken over`;
    case 'nothing-found':
      return '';
    case 'refused':
      return `退回 refused：${outcome.reason}`;
    case 'defective':
      return `答复有缺陷 the answer could not be taken (${outcome.defect})：${outcome.detail}`;
    case 'unavailable':
      return `${CAUSES[outcome.cause]} ${outcome.cause}${outcome.detail === undefined ? '' : `：${outcome.detail}`}`;
    case 'not-supported':
      return `不支持 not supported：${outcome.detail}`;
    case 'unconfirmed':
      return `答复含义不明 unconfirmed：${outcome.wireStatus}`;
    default:
      return unreachable(outcome);
  }
}

/** The same as a word and what was said besides, for pages that speak several languages. */
export function causeOpen({ outcome, timing }: GivenAnswer): { readonly cause: MissingCauseWord; readonly said?: string } {
  switch (outcome?.kind) {
    case undefined:
      return { cause: timing.sentAt === undefined ? 'not-sent' : 'asked' };
    case 'found':
      return { cause: 'weak-match' };
    case 'nothing-found':
      return { cause: 'nothing-found' };
    case 'refused':
      return { cause: 'refused', said: outcome.reason };
    case 'defective':
      return { cause: outcome.defect, said: outcome.detail };
    case 'unavailable':
      return { cause: outcome.cause, ...(outcome.detail === undefined ? {} : { said: outcome.detail }) };
    case 'not-supported':
      return { cause: 'not-supported', said: outcome.detail };
    case 'unconfirmed':
      return { cause: 'unconfirmed', said: outcome.wireStatus };
    default:
      return unreachable(outcome);
  }
}
