import type { NewObligorDto, RegisterCaseDto } from '#contracts/http';
import { syntheticResidentId } from '#libs/identifiers';
import type { GatewayClient } from './gateway-client.js';
import type { SyntheticParty } from './sandbox-client.js';

/** Somebody the synthetic population does not know: nothing is found anywhere. */
export const stranger = (random: () => number, name = '虚构某'): NewObligorDto => ({
  kind: 'person',
  name,
  documents: [{ type: 'resident-id', number: syntheticResidentId(random) }],
});

export const obligorOf = (party: SyntheticParty): NewObligorDto => ({
  kind: party.kind,
  name: party.name,
  otherNames: [...party.formerNames],
  documents: [{ type: party.kind === 'person' ? 'resident-id' : 'unified-social-credit-code', number: party.documentNumber }],
});

export const caseOf = (serial: number, officerIds: readonly string[], obligors: readonly NewObligorDto[]): RegisterCaseDto => ({
  caseNumber: `（2016）浙0106执${serial}号`,
  kind: 'execution',
  filedOn: '2016-05-03',
  owed: { principalFen: 12_000_000, interestFen: 350_000, lateInterestFen: 0, executionFeeFen: 170_000, paidFen: 0 },
  officerIds: [...officerIds],
  obligors: [...obligors],
});

/** The demo's officers, who may handle cases of the tests too. */
export async function knownOfficers(client: GatewayClient): Promise<string[]> {
  const { body } = await client.get<{ items: { id: string }[] }>('/api/v1/officers?limit=2');
  return body.items.map(({ id }) => id);
}
