/**
 * What banks say in words about an order (WNKZYY, BEIZ): a coded status has only "controlled" and "not controlled". A word counts as said
 * only where nothing before or behind it in the same sentence takes it back.
 */
const WAITING = /轮候/;
const NOT_WAITING = /(?:不|未|非|无法|无须|无需|无|没有|拒绝|解除|取消|撤销|释放)[^，,。；;！!]{0,8}轮候|轮候[^，,。；;！!]{0,10}(?:不支持|不予|失败|未成功|未能|已解除|转为?正式|已生效|无)/;

/** 轮候冻结: it stands in the queue and binds nothing. */
export const saysWaiting = (text: string): boolean => sentences(text).some((sentence) => WAITING.test(sentence) && !NOT_WAITING.test(sentence));

/** Money has left the account and has not arrived, or the payment system has not confirmed it (§2.5: C success, not yet confirmed). */
const UNDER_WAY = /在途|处理中|汇划中|划转中|划拨中|转账中|办理中|受理中|(?:待|尚未|未)[^，,。；;！!]{0,8}(?:确认|到账|入账|回执|结果)|(?:已|正在)(?:提交|发送|发起)[^，,。；;！!]{0,10}(?:支付|跨行|汇款)/;
const ARRIVED = /(?:无|没有)(?:在途|待确认)/;

export const saysUnderWay = (text: string): boolean => sentences(text).some((sentence) => UNDER_WAY.test(sentence) && !ARRIVED.test(sentence));

const sentences = (text: string): readonly string[] => text.normalize('NFKC').split(/[，,。；;！!\n]/);
