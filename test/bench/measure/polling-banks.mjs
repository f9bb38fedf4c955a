import { createCases, postInquiry, startGateway } from '../gateway-driver.mjs';

/** Where the bank contract's service stands (wire-contracts §2.1). */
const SERVICE_PATH = '/ckwWebService/SyyhConvertData';

/** A gateway with `count` banks that poll it, and the plan by which `polling-clients.mjs` plays them. */
export async function startPolledGateway(context, count) {
  const institutions = Array.from({ length: count }, (_, index) => {
    const code = `POLL${String(index + 1).padStart(4, '0')}`;
    return {
      code, name: `轮询样例银行${code.slice(4)}`, adapter: 'bank', contract_version: 'V2', credentials_ref: `bench-${code}`, answer_deadline_s: 86_400,
      login: { username: code, password: `secret-of-${code}` },
    };
  });
  const credentials = Object.fromEntries(institutions.map(({ credentials_ref: reference, login }) => [reference, login]));
  const databaseUrl = await context.createDatabase('polled');
  const gateway = await startGateway(context, { databaseUrl, institutions, credentials });
  return {
    gateway,
    databaseUrl,
    plan: { url: gateway.exchangeUrl + SERVICE_PATH, logins: institutions.map(({ login }) => login), serverPids: gateway.pids, databaseUrl },
  };
}

/** Lays `each` requests into every bank's mailbox: so many inquiries over all of them. */
export async function layRequests(gateway, each) {
  const caseIds = await createCases(gateway, each);
  for (const caseId of caseIds) await postInquiry(gateway, caseId, 0);
}
