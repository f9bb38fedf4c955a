import type { Standalone } from './standalone.js';

/** What a newcomer reads after the start: addresses, logins, and a request to paste. */
export function welcomeText(standalone: Standalone): string {
  const { gatewayUrl, exchangeUrl, sandboxUrl, logins, identity, demoCases, institutions, recovered, kafkaBrokers } = standalone;
  const officer = logins.find(({ login }) => login === 'officer')!;
  const demo = demoCases[0]!;
  const width = Math.max(...logins.map(({ login }) => login.length));
  return `
Chakong Gateway 查控网关 is running with ${institutions} institutions played by the sandbox.

  Officers   ${gatewayUrl}/console/       (in a browser; logins below)
  API        ${gatewayUrl}/api/v1        documentation ${gatewayUrl}/api/docs
  Health     ${gatewayUrl}/health/ready         metrics ${gatewayUrl}/metrics
  Exchange   ${exchangeUrl}/ckwWebService/SyyhConvertData?wsdl   (banks poll here)
  Sandbox    ${sandboxUrl}/sandbox/rules        (change how institutions behave)
${kafkaBrokers.length === 0 ? '' : `  Kafka      ${kafkaBrokers.join(',')}        (events; contracts/events/events.html)\n`}${recovered > 0 ? `\n  ${recovered} unfinished requests of the last run were taken up again.\n` : ''}
Demo logins (token in the header Authorization: Bearer …)
${logins.map(({ login, displayName, token }) => `  ${login.padEnd(width)}  ${token}  ${displayName}`).join('\n')}
${identity === undefined ? '' : signInText(gatewayUrl, standalone)}
Ask what the obligors of ${demo.caseNumber} own; paste this:

curl -s ${gatewayUrl}/api/v1/inquiries \\
  -H 'Authorization: Bearer ${officer.token}' \\
  -H 'Content-Type: application/json' -H 'Prefer: wait=10' \\
  -d '{"caseId":"${demo.id}","purpose":"立案查控"}'

Let the court's case system file three cases over SOAP; what they owe is asked by itself:

curl -s -X POST ${sandboxUrl}/sandbox/filings -d '{"n":3}'

Or let it show itself: npm start -- --demo
Ctrl-C stops everything cleanly.
`;
}

/** The other way: with a browser, and for systems with client credentials. */
function signInText(gatewayUrl: string, { logins, identity }: Standalone): string {
  const people = logins.filter(({ password }) => password !== undefined);
  const width = Math.max(...people.map(({ login }) => login.length));
  const system = identity!.systems.find(({ bound }) => !bound)!;
  return `
Sign in with a browser at ${gatewayUrl}/console/ (OpenID Connect):
${people.map(({ login, password }) => `  ${login.padEnd(width)}  password ${password}`).join('\n')}

Or get a token as a system, good for ten minutes:

curl -s ${identity!.issuer}/token -u '${system.id}:${system.secret}' -d grant_type=client_credentials
`;
}
