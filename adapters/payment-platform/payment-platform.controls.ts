import type { AdapterManifest, CannotCarry, ControlEntry, ControlFeedbackVerb, ControlRequest, PullControls, Reading } from '#contracts/adapter';
import { cannotCarry, readControlEntries, readReturnedControls, renderControl, schemaFault, type ControlContract } from '#libs/convert-data-service';

/** 类别 LB: the letters of the industry's user names (§2.4), as banks have theirs. The value itself was not seen. */
export const UNIT_KIND = 'IF';

/**
 * A user's own balance may be frozen and taken (非银行支付机构监督管理条例 arts 29, 31; X12), and is (§5: DJXE, SKJE, CESKJE). No queue is
 * known to the contract: a platform that lets a freeze wait says so in words.
 */
export const PLATFORM_OPERATIONS: AdapterManifest['operations'] = { payment: ['query', 'freeze', 'renew', 'release', 'deduct'] };

/** Funds sold by platforms have names (余额宝), no codes; `kzxx` has no earlier freezes and no rights (§5). */
const ROWS: ControlContract = { productBy: 'name' };

export const cannotCarryAtPlatform = (order: ControlRequest): CannotCarry | undefined => cannotCarry(order, ROWS);

function readControlFeedback(verb: ControlFeedbackVerb, parameter: string): Reading<readonly ControlEntry[]> {
  switch (verb) {
    case 'feed-control':
      return readControlEntries(parameter, ROWS);
    case 'return-request':
      return readReturnedControls(parameter);
    default:
      return schemaFault(`接口不含${verb}`);
  }
}

/** Measures of payment platforms; orders are written like a bank's, as no image of the industry's own was seen. */
export const controls: PullControls = { renderControl: (request) => renderControl(request, UNIT_KIND, ROWS), readControlFeedback };
