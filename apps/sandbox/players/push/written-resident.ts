import type { Resident } from '../../population/party.js';

/** A person as a household register writes them (`Person` of `adapters/household/openapi.yaml`); one on 1.0 knows nothing of what came later. */
export function writtenResident(resident: Resident, version: string | undefined): object {
  const { formerNames, passports, correctedName, currentAddress } = resident;
  const [passport, ...replaced] = passports;
  return {
    name: resident.name,
    formerNames: formerNames.length === 0 ? undefined : formerNames,
    idNumber: resident.documentNumber,
    oldIdNumber: resident.oldDocumentNumber,
    sex: resident.sex,
    birthDate: resident.birthDate,
    address: resident.address,
    status: resident.householdStatus,
    statusSince: resident.statusSince,
    movedTo: resident.movedTo,
    registrationOffice: resident.policeStation,
    ...(version === '1.0'
      ? {}
      : {
          documents: passport === undefined ? undefined : [...replaced.map((number) => ({ type: 'chinese-passport', number, current: false })), { type: 'chinese-passport', number: passport, current: true }],
          correctedFrom: correctedName === undefined ? undefined : [{ name: correctedName, correctedOn: '2003-05-20' }],
          currentAddress,
        }),
  };
}
