import type { Vehicle } from '../../population/holding.js';

/** A vehicle as a registry writes it (`Vehicle` of `adapters/vehicle/openapi.yaml`); one on 1.0 knows nothing of what came later. */
export function writtenVehicle(vehicle: Vehicle, owner: { readonly name: string; readonly documentNumber: string }, version: string | undefined): object {
  const { mortgages, seizures, states, coOwner, useNature, insuranceValidUntil, deregisteredOn, ...known } = vehicle;
  const later = version !== '1.0';
  return {
    ...known,
    owner: { ...owner, ...(later && coOwner !== undefined ? { share: '1/2' } : {}) },
    ...(later
      ? { states, useNature, insuranceValidUntil, deregisteredOn, ...(coOwner === undefined ? {} : { coOwners: [{ ...coOwner, share: '1/2' }] }) }
      : { status: states[0] }),
    ...(mortgages.length === 0 ? {} : { encumbrances: mortgages.map((row) => ({ kind: '抵押权', ...row })) }),
    ...(seizures.length === 0
      ? {}
      : {
          seizures: seizures.map((row) => ({
            authority: row.authority,
            documentNumber: row.documentNumber,
            from: row.startsOn,
            to: row.endsOn,
            rank: row.sequence,
            ...(later ? { kind: '档案查封', registeredAt: `${row.startsOn}T09:30:00+08:00` } : {}),
          })),
        }),
  };
}
