import type { AdapterManifest } from '#contracts/adapter';
import { exemptionOf, type RuleBook } from '#libs/control';
import { asIfComplete } from './as-if-complete.js';

/** What of the register of institutions a check needs. */
interface Institutions {
  get(code: string): { readonly state: string; readonly adapter: string; readonly contractVersion?: string } | undefined;
}

/**
 * What the rules ask of the rest of the gateway: whether the institution is there, its contract lists the operation for this kind of
 * property and has fields for this thing and extent; and which funds are exempt by the table. Answered out of memory.
 */
export function ruleBook(institutions: Institutions, manifest: (code: string) => AdapterManifest | undefined): RuleBook {
  return {
    carry: (draft) => {
      const institution = institutions.get(draft.institutionCode);
      const contract = institution === undefined ? undefined : manifest(institution.adapter);
      if (institution === undefined || contract === undefined) return 'institution-unknown';
      if (institution.state !== 'in-service') return 'out-of-service';
      if (contract.operations[draft.source]?.includes(draft.operation) !== true) {
        return { why: `the contract ${contract.code} does not offer ${draft.operation} for ${draft.source}`, offlineWay: `${contract.nameZh}接口不提供该措施：由两名执行人员持裁定书和协助执行通知书线下办理` };
      }
      return contract.cannotCarry?.(asIfComplete(draft, institution.contractVersion));
    },
    exemption: (nature, obligorKind, day) => {
      const found = exemptionOf({ nature, obligorKind }, day);
      return found?.kind === 'exempt' ? found.fund : undefined;
    },
  };
}
