import { DEMO_CASES, type DemoCase as SandboxCase } from '#apps/sandbox';
import { addMember, GATEWAY_ACTOR } from '#libs/access';
import { CaseService, Courts, Officers } from '#libs/cases';
import { renderDemoCertificateImage } from '#libs/legal-documents';
import { EVERYTHING, type Database } from '#libs/store';

export interface DemoCase {
  readonly id: string;
  readonly caseNumber: string;
}

/** Registers the demo's court, officers and cases unless they are there; a case that was changed since is left as it is. */
export async function registerDemoCases(database: Database): Promise<DemoCase[]> {
  const cases = new CaseService(database);
  await nameOfficers(database);
  const registered: DemoCase[] = [];
  for (const demo of DEMO_CASES) {
    const { id, caseNumber } = (await cases.reader.findByNumber(demo.caseNumber)) ?? (await register(database, cases, demo));
    await addMember(database.query, { caseId: id, login: 'approver', part: 'approver', by: GATEWAY_ACTOR.login });
    registered.push({ id, caseNumber });
  }
  return registered;
}

async function register(database: Database, cases: CaseService, demo: SandboxCase): Promise<DemoCase> {
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
