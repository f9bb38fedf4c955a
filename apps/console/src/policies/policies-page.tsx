import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { moment } from '../format/index.js';
import { useMessages } from '../language/index.js';
import { Empty, Loading, Mark, ProblemNote } from '../pieces/index.js';
import { useSession } from '../shell/session.js';
import { ChangePolicyDialog } from './change-policy-dialog.js';
import { rangeText, settingText } from './setting-text.js';
import { useCourts, usePolicy, type Policy, type Version } from './use-policies.js';

/** What courts set about measures (控制策略): what is in force at one, whose each setting is, and every version it wrote. */
export function PoliciesPage() {
  const { policies } = useMessages();
  const { courtCode: own = '', roles } = useSession();
  const { courtCode: chosen } = useParams();
  const code = chosen ?? own;
  const { data, error, isPending, refetch } = usePolicy(code);
  const [changing, setChanging] = useState(false);
  const mayChange = roles.some((role) => role === 'supervisor' || role === 'operator');
  return (
    <>
      <section className="panel" aria-label={policies.title}>
        <header>
          <h1>{policies.title}</h1>
          <span className="quiet">{policies.text}</span>
          <span className="spring" />
          {mayChange && data !== undefined && (
            <Button type="primary" onClick={() => setChanging(true)}>
              {policies.change}
            </Button>
          )}
        </header>
        <div className="body row">
          <CourtChoice key={code} code={code} />
          <span className="spring" />
          {!mayChange && <span className="quiet">{policies.changedByWhom}</span>}
        </div>
        {error !== null && <ProblemNote error={error} onRetry={() => void refetch()} />}
        {code === '' ? <Empty>{policies.chooseCourt}</Empty> : data !== undefined ? <InForce policy={data.policy} /> : isPending && <Loading />}
      </section>
      {data !== undefined && <Versions versions={data.versions} />}
      {changing && data !== undefined && <ChangePolicyDialog policy={data.policy} own={data.versions.find(({ replacedAt }) => replacedAt === undefined)} onClose={() => setChanging(false)} />}
    </>
  );
}

/** A court of the list, or one that is typed. */
function CourtChoice({ code }: { readonly code: string }) {
  const { policies } = useMessages();
  const { data } = useCourts();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code);
  const name = data?.items.find((court) => court.code === code)?.name;
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') void navigate(`/control-policies/${encodeURIComponent(typed.trim())}`);
      }}
    >
      <Input style={{ width: 180 }} aria-label={policies.court} placeholder={policies.court} list="courts" value={typed} maxLength={20} onChange={(event) => setTyped(event.target.value)} />
      <datalist id="courts">
        {data?.items.map((court) => (
          <option key={court.code} value={court.code}>
            {court.name}
          </option>
        ))}
      </datalist>
      <Button htmlType="submit" disabled={typed.trim() === ''}>
        {policies.show}
      </Button>
      {name !== undefined && <strong>{name}</strong>}
    </form>
  );
}

function InForce({ policy }: { readonly policy: Policy }) {
  const messages = useMessages();
  const { policies } = messages;
  return (
    <div className="scroll-x">
      <table className="plain">
        <caption>{policy.version === 0 ? policies.nothingOwn(policy.courtCode) : policies.ownVersion(policy.courtCode, policy.version)}</caption>
        <thead>
          <tr>
            <th scope="col">{policies.setting}</th>
            <th scope="col">{policies.value}</th>
            <th scope="col">{policies.whose}</th>
            <th scope="col">{policies.mayBe}</th>
          </tr>
        </thead>
        <tbody>
          {policy.settings.map((setting) => (
            <tr key={setting.name}>
              <th scope="row">
                {policies.name[setting.name]}
                <div className="quiet">{policies.says[setting.name]}</div>
              </th>
              <td>{settingText(setting.name, policy.content, messages)}</td>
              <td>
                {setting.courtCode === undefined ? <span className="quiet">{policies.comesAlong}</span> : setting.courtCode === policy.courtCode ? <Mark tone="info">{policies.ownSetting}</Mark> : policies.inherited(setting.courtCode, setting.version ?? 0)}
              </td>
              <td className="quiet">{rangeText(setting, messages) ?? policies.yesOrNo}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Versions({ versions }: { readonly versions: readonly Version[] }) {
  const messages = useMessages();
  const { policies } = messages;
  return (
    <section className="panel" aria-label={policies.versions}>
      <header>
        <h2>{policies.versions}</h2>
      </header>
      {versions.length === 0 ? <Empty more={policies.versionsNoneText}>{policies.versionsNone}</Empty> : (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{policies.version}</th>
                <th scope="col">{policies.since}</th>
                <th scope="col">{policies.by}</th>
                <th scope="col">{policies.why}</th>
                <th scope="col">{policies.content}</th>
              </tr>
            </thead>
            <tbody>
              {versions.map(({ id, version, changedAt, replacedAt, changedBy, reason, content }) => (
                <tr key={id}>
                  <td className="number">{version}</td>
                  <td>{replacedAt === undefined ? <>{moment(changedAt)} <Mark tone="good">{policies.inForce}</Mark></> : policies.between(moment(changedAt), moment(replacedAt))}</td>
                  <td>{changedBy}</td>
                  <td>{reason ?? <span className="quiet">—</span>}</td>
                  <td>{contentText(content, messages) || <span className="quiet">{policies.allInherited}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function contentText(content: Version['content'], messages: ReturnType<typeof useMessages>): string {
  const names = Object.keys(content) as (keyof typeof content)[];
  return names.map((name) => `${messages.policies.name[name]}：${settingText(name, content, messages) ?? ''}`).join('；');
}
