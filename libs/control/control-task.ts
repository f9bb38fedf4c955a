/** Why a person has to look at an order or a measure (控制待办). Closed; each is an alarm metric too. */
export const CONTROL_TASK_KINDS = [
  'unconfirmed', // 待核实超限: nobody could learn in time whether it took effect (I4)
  'conflict', // 反馈冲突: two answers contradict each other
  'excess', // 超标的: more is held than needed and nothing divisible can be released
  'expiring', // 即将到期, with the proposed renewal
  'preservation-notice', // 保全期满前七日告知 (C4)
  'not-sent', // 未发出: approved, but a rule came in between
  'lapsed', // 期满失效
  'activated', // 轮候转正: a waiting measure took effect by itself (C5)
  'refused-exempt', // 豁免账户: the institution says the funds may not be touched; objection path (B-list)
  'objection', // 协助义务人异议, 15 days (A9)
  'first-court-idle', // 首封超一年未处分 (C13)
  'not-arrived', // 扣划未到账
  'release-on-bankruptcy', // 破产受理后解除 (C10)
  'notify-obligor', // 冻结后告知被执行人 (PIPL art 35, B9)
  'letter-unprinted', // 未打印: approved for an institution without a line, and nobody printed it
  'letter-undelivered', // 未送达
  'letter-unanswered', // 送达后未见回执
] as const;

export type ControlTaskKind = (typeof CONTROL_TASK_KINDS)[number];
