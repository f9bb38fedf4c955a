import { DEMO_CASES, type DemoCase as SandboxCase } from '#apps/sandbox';
import { addMember, GATEWAY_ACTOR } from '#libs/access';
import { CaseService, Courts, Officers } from '#libs/cases';
import type { InstitutionRegistry } from '#libs/institutions';
import { renderDemoCertificateImage } from '#libs/legal-documents';
import { OfficerRegistrations, type OfficerRegister } from '#libs/officer-registry';
import { type Database, EVERYTHING } from '#libs/store';

export interface DemoCase {
  readonly id: string;
  readonly caseNumber: string;
}

/** Registers the demo's court, officers and cases unless they are there; a case that was changed since is left as it is. */
export async function registerDemoCases(database: Database, registry: Pick<InstitutionRegistry, 'all'>, register: OfficerRegister): Promise<DemoCase[]> {
  const cases = new CaseService(database);
  await nameOfficers(database);
  const registered: DemoCase[] = [];
  for (const demo of DEMO_CASES) {
    const { id, caseNumber } = (await cases.reader.findByNumber(demo.caseNumber)) ?? (await registerCase(database, cases, demo));
    await addMember(database.query, { caseId: id, login: 'approver', part: 'approver', by: GATEWAY_ACTOR.login });
    registered.push({ id, caseNumber });
  }
  await announceOfficers(database, registry, register);
  return registered;
}

/**
 * The demo's officers are registered with every institution that asks for it, unless somebody has dealt with their registrations already: one
 * that was ended by hand stays ended.
 */
async function announceOfficers(database: Database, registry: Pick<InstitutionRegistry, 'all'>, register: OfficerRegister): Promise<void> {
  const registrations = new OfficerRegistrations(database, () => new Date(), (ids) => register.refresh(ids));
  const institutionCodes = registry.all().flatMap(({ code, officerRegistration }) => (officerRegistration === 'required' ? [code] : []));
  if (institutionCodes.length === 0) return;
  const officers = new Officers(database);
  // Both cases have the same officers.
  const [{ courtCode, officers: demo }] = DEMO_CASES;
  const certificates = demo.map(({ workCertificate }) => workCertificate);
  for (const { id, workCertificate } of (await officers.list({ courtCode, limit: 200, reach: EVERYTHING })).items) {
    if (!certificates.includes(workCertificate) || (await registrations.list({ officerId: id, limit: 1 })).length > 0) continue;
    await registrations.put({ officerIds: [id], institutionCodes, state: 'registered', reference: '演示备案' }, undefined, GATEWAY_ACTOR);
  }
}

async function registerCase(database: Database, cases: CaseService, demo: SandboxCase): Promise<DemoCase> {
  await new Courts(database).put({ code: demo.courtCode, name: demo.courtName }, GATEWAY_ACTOR);
  return cases.register(
    {
      caseNumber: demo.caseNumber,
      kind: 'execution',
      filedOn: demo.filedOn,
      owed: { principalFen: demo.claimFen, interestFen: 0, lateInterestFen: 0, executionFeeFen: demo.costsFen, paidFen: 0 },
      officerIds: await demoOfficers(database, demo),
      obligors: demo.obligors.map(({ kind, name, formerNames, documentType, documentNumber }) => ({
        kind, name, otherNames: formerNames, documents: [{ type: documentType, number: documentNumber }],
      })),
    },
    GATEWAY_ACTOR,
  );
}

/** Officers of a database that is older than their logins. */
async function nameOfficers(database: Database): Promise<void> {
  const officers = new Officers(database);
  const known = (await officers.list({ courtCode: DEMO_CASES[0].courtCode, limit: 200, reach: EVERYTHING })).items;
  for (const { workCertificate, login } of DEMO_CASES.flatMap((demo) => demo.officers)) {
    const nameless = known.find((officer) => officer.workCertificate === workCertificate && officer.login === undefined);
    if (login !== undefined && nameless !== undefined) await officers.change(nameless.id, { login }, GATEWAY_ACTOR);
  }
}

async function demoOfficers(database: Database, demo: SandboxCase): Promise<string[]> {
  const officers = new Officers(database);
  const known = (await officers.list({ courtCode: demo.courtCode, limit: 200, reach: EVERYTHING })).items;
  const ids: string[] = [];
  for (const { name, phone, workCertificate, dutyCertificate, login } of demo.officers) {
    const same = known.find((officer) => officer.workCertificate === workCertificate);
    const { id } =
      same ??
      (await officers.register(
        {
          courtCode: demo.courtCode, name, phone, workCertificate, dutyCertificate, ...(login === undefined ? {} : { login }),
          images: {
            type: 'png',
            workCertificate: renderDemoCertificateImage('工作证', name, workCertificate),
            dutyCertificate: renderDemoCertificateImage('执行公务证', name, dutyCertificate),
          },
        },
        GATEWAY_ACTOR,
      ));
    ids.push(id);
  }
  return ids;
}
