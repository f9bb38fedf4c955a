import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useEffect, useState } from 'react';
import { answered, api, isProblem } from '../../api/index.js';
import { yuan } from '../../format/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Empty, Mark, ProblemNote } from '../../pieces/index.js';
import { LeftOut } from './left-out.js';
import { useControlAgain, type Proposal } from './use-control.js';

interface Given {
  readonly caseId: string;
  readonly proposal: Proposal;
  readonly names: ReadonlyMap<string, string>;
  /** Drafts wait to be submitted. */
  readonly drafts: boolean;
}

/** What could be controlled (控制建议), and one button that drafts it. */
export function ProposalPanel({ caseId, proposal, names, drafts }: Given) {
  const { control, words } = useMessages();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState(control.reasonDefault);
  const again = useControlAgain(caseId);
  const chosen = proposal.orders.filter(({ assetId }) => !left.has(assetId));
  const draft = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/v1/cases/{caseId}/control-proposal/drafts', {
        params: { path: { caseId } },
        body: { digest: proposal.digest, reason: reason.trim(), ...(chosen.length === proposal.orders.length ? {} : { assetIds: chosen.map(({ assetId }) => assetId) }) },
      })),
    onSettled: again,
  });
  // Another proposal is another choice.
  useEffect(() => setLeft(new Set()), [proposal.digest]);
  const { reset } = draft;
  useEffect(() => () => reset(), [caseId, reset]);
  return (
    <section className="panel" aria-label={control.proposal}>
      <header>
        <h2>{control.proposal}</h2>
        <span className="quiet">{control.proposalText}</span>
        <span className="spring" />
        {proposal.orders.length > 0 && (
          <>
            <Input style={{ width: 280 }} aria-label={control.reason} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
            <Button type="primary" disabled={draft.isPending || chosen.length === 0 || reason.trim() === ''} onClick={() => draft.mutate()}>
              {control.draft(chosen.length)}
            </Button>
          </>
        )}
      </header>
      <div className="body">
        {draft.error !== null && <ProblemNote error={draft.error} />}
        {isProblem(draft.error, 'version-conflict') && <p className="note">{control.stale}</p>}
        {draft.data !== undefined && drafts && <p className="note note-good" role="status">{control.drafted(draft.data.items.length)}</p>}
        {proposal.shortFen > 0 && <p className="note note-warn">{control.shortBy(`¥${yuan(proposal.shortFen)}`)}</p>}
        {proposal.overFen > 0 && <p className="note note-warn">{control.overBy(`¥${yuan(proposal.overFen)}`)}</p>}
        {proposal.living.filter(({ keptFen }) => keptFen > 0).map(({ obligorId, keptFen }) => (
          <p key={obligorId} className="quiet">
            {control.kept(names.get(obligorId) ?? '', `¥${yuan(keptFen)}`)}
          </p>
        ))}
      </div>
      {proposal.orders.length === 0 ? <Empty>{control.proposalNone}</Empty> : (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{control.choose}</th>
                <th scope="col">{control.thing}</th>
                <th scope="col">{control.institution}</th>
                <th scope="col">{control.operation}</th>
                <th scope="col" className="end">{control.amount}</th>
                <th scope="col">{control.because}</th>
              </tr>
            </thead>
            <tbody>
              {proposal.orders.map(({ assetId, obligorId, institution, source, operation, target, fen, because, protectedFen, natureUnclear }) => (
                <tr key={assetId}>
                  <td>
                    <input
                      type="checkbox" aria-label={`${control.choose} ${target.reference}`} checked={!left.has(assetId)}
                      onChange={(event) => setLeft(new Set(event.target.checked ? [...left].filter((one) => one !== assetId) : [...left, assetId]))}
                    />
                  </td>
                  <td>
                    {wordOf(words.source, source)} <span className="mono">{target.reference}</span> <span className="quiet">{names.get(obligorId)}</span>
                  </td>
                  <td>{institution.name}</td>
                  <td>{wordOf(words.operation, operation)}</td>
                  <td className="end number">¥{yuan(fen)}</td>
                  <td>
                    {wordOf(words.because, because)} {protectedFen > 0 && <Mark tone="info">{control.protectedPart(`¥${yuan(protectedFen)}`)}</Mark>} {natureUnclear && <Mark tone="warn">{control.natureUnclear}</Mark>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LeftOut things={proposal.leftOut} />
    </section>
  );
}
