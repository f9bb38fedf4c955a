import { inquiryPlan, createCases, startGateway } from '../gateway-driver.mjs';

/** Who is asked about in the references: a synthetic person with a valid check digit. */
const INQUIRY = {
  caseId: 'case-1',
  subject: { kind: 'person', name: '林试样', otherNames: [], documents: [{ type: 'resident-id', number: '330106197906127430' }] },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
  officers: [
    { name: '陈样员', phone: '19900001234', workCertificate: 'GZ330106001', dutyCertificate: 'ZX330106001' },
    { name: '吴样员', phone: '19900005678', workCertificate: 'GZ330106002', dutyCertificate: 'ZX330106002' },
  ],
  sources: ['deposit', 'wealth'],
};
const REFERENCE_PLAN = { headers: {}, bodies: [JSON.stringify(INQUIRY)], expect: { field: 'complete', value: true } };

/**
 * Starts everyone who takes part, all against the same stub. A contestant is `{ name, plan }`; the plan is what
 * `load.mjs` needs to call it and to read its processor time.
 */
export async function startContestants(context, stub) {
  const institutions = JSON.stringify(stub.institutions);
  const contestants = [];

  const plainDatabase = await context.createDatabase('plain');
  const plain = await context.start('reference/plain-nest.mjs', ['--institutions', institutions, '--database', plainDatabase]);
  contestants.push({ name: 'plain-nest', plan: { ...REFERENCE_PLAN, url: plain.url, serverPids: [plain.pid], databaseUrl: plainDatabase } });

  const bare = await context.start('reference/bare-undici.mjs', ['--institutions', institutions]);
  contestants.push({ name: 'bare-undici', plan: { ...REFERENCE_PLAN, url: bare.url, serverPids: [bare.pid] } });

  if (context.withGateway) {
    contestants.push(await gatewayContestant(context, stub, 'gateway'));
  }
  return contestants;
}

/** A gateway that can be asked, as a contestant. `given` is for `startGateway`. */
export async function gatewayContestant(context, stub, name, given = {}) {
  const databaseUrl = await context.createDatabase(name.replaceAll('-', '_'));
  const gateway = await startGateway(context, { databaseUrl, institutions: stub.institutions, ...given });
  const caseIds = await createCases(gateway, 200);
  return { name, gateway, caseIds, plan: { ...inquiryPlan(gateway, caseIds), serverPids: gateway.pids, databaseUrl } };
}

/**
 * Gives each contestant its turns, A B C A B C …, so that whatever else the machine does hits all alike. Before the first
 * turn each is warmed up (3 seconds, or its `warmUpSeconds`); a contestant with `settle` is waited for after each. Returns, by name, one result of `load.mjs` per round.
 */
export async function takeTurns(context, stub, contestants, { callers, seconds = context.seconds, perInquiry = false }) {
  const load = (plan, length, warmUpSeconds) =>
    context.run('load.mjs', { ...plan, callers, warmUpSeconds, seconds: length, perInquiry, stubControl: stub.control });
  for (const { name, plan, settle, warmUpSeconds = 3 } of contestants) {
    const { faults } = await load(plan, 0.5, warmUpSeconds);
    refuseFaults(name, faults);
    await settle?.();
  }
  const results = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  for (let round = 1; round <= context.rounds; round++) {
    const heard = [];
    for (const { name, plan, settle } of contestants) {
      const result = await load(plan, seconds, 0.7);
      const ended = performance.now();
      await settle?.();
      result.settleSeconds = (performance.now() - ended) / 1000;
      refuseFaults(name, result.faults);
      refuseUnasked(name, result, stub.institutions.length);
      results[name].push(result);
      heard.push(`${name} ${result.perSecond.toFixed(0)}/s`);
    }
    context.say(`  round ${round}: ${heard.join(', ')}`);
  }
  return results;
}

/** A fast error is no speed. */
function refuseFaults(name, faults) {
  const seen = Object.entries(faults);
  if (seen.length > 0) throw new Error(`${name} did not answer as it should: ${seen.map(([what, count]) => `${what} (${count})`).join(', ')}.`);
}

/** An answer from memory is none: every inquiry must have asked every institution. Both ends of a turn cut inquiries in two. */
function refuseUnasked(name, { calls, inquiries }, institutions) {
  const perInquiry = calls / inquiries;
  if (inquiries >= 50 && Math.abs(perInquiry / institutions - 1) > 0.15) {
    throw new Error(`${name} made ${perInquiry.toFixed(1)} calls per inquiry to ${institutions} institutions.`);
  }
}
