import type { AdapterManifest, CannotCarry, ControlFeedbackVerb, ControlEntry, ControlRequest, PullControls, Reading } from '#contracts/adapter';
import { cannotCarry, readControlEntries, readReturnedControls, renderControl, rows, schemaFault, type ControlContract, type ProductNaming } from '#libs/convert-data-service';
import { priorMeasure, thirdPartyRight } from './bank.details.js';

/** 类别 LB of a commercial bank (§4.2). */
export const UNIT_KIND = 'YH';

/**
 * Every measure the contract has a code for (§4.3); a bank that does not carry one out says so itself (暂不支持该控制措施). Products are
 * frozen online and not paid out.
 */
export const BANK_OPERATIONS: AdapterManifest['operations'] = {
  deposit: ['query', 'freeze', 'renew', 'wait', 'release', 'release-wait', 'deduct', 'withdraw-income', 'freeze-and-deduct'],
  wealth: ['query', 'freeze', 'renew', 'wait', 'release', 'release-wait'],
};

/** Products are known by their code JRCPBH (§2.10.3). */
export const BANK_NAMING: ProductNaming = { productBy: 'code' };

export const cannotCarryAtBank = (order: ControlRequest): CannotCarry | undefined => cannotCarry(order, BANK_NAMING);

/** `kzxx` of banks lists the freezes before it and others' rights (§2.10.7). */
export const BANK_ROWS: ControlContract = {
  ...BANK_NAMING,
  details: (row, currency, report) => ({
    priorMeasures: rows(row, 'djxx').flatMap((one, at) => priorMeasure(one, at, currency, report) ?? []),
    rights: rows(row, 'qlxx').map((one, at) => thirdPartyRight(one, at, currency, report)),
  }),
};

function readControlFeedback(verb: ControlFeedbackVerb, parameter: string): Reading<readonly ControlEntry[]> {
  switch (verb) {
    case 'feed-control':
      return readControlEntries(parameter, BANK_ROWS);
    case 'return-request':
      return readReturnedControls(parameter);
    default:
      // Receipts travel with the control feedback (§2.5).
      return schemaFault(`接口不含${verb}`);
  }
}

/** Measures of the bank contract in WebService mode. */
export const controls: PullControls = { renderControl: (request) => renderControl(request, UNIT_KIND, BANK_NAMING), readControlFeedback };
