import { useMessages } from '../language/index.js';
import { useSession } from '../shell/session.js';
import { Chains } from './chains.js';
import { Notices } from './notices.js';
import { PersonLooks } from './person-looks.js';
import { Records } from './records.js';

/** Audit (审计督察): whether the chains hold, what supervisors are told, who looked at whom, and the record itself. */
export function AuditPage() {
  const { registers: { audit } } = useMessages();
  const { roles } = useSession();
  const auditor = roles.includes('auditor');
  return (
    <>
      <h1 className="visually-hidden">{audit.title}</h1>
      <Notices />
      {auditor && <Chains />}
      {auditor && <PersonLooks />}
      {auditor && <Records />}
    </>
  );
}
