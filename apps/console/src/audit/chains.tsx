import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/index.js';
import { duration, moment } from '../format/index.js';
import { useMessages } from '../language/index.js';
import { Loading, Mark, ProblemNote } from '../pieces/index.js';

const LOOK_EVERY_MS = 15_000;

/** The hash chains over everything that was written (证据链), and whether records are sealed in time. */
export function Chains() {
  const { registers: { audit }, shell } = useMessages();
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['chains'], refetchInterval: LOOK_EVERY_MS, queryFn: ({ signal }) => answered(api.GET('/api/v1/evidence/chains', { signal })) });
  return (
    <section className="panel" aria-label={audit.chains}>
      <header>
        <h2>{audit.chains}</h2>
        {data !== undefined && (
          <>
            <Mark tone={data.sending ? 'good' : 'bad'}>{data.sending ? audit.sending : audit.stalled}</Mark>
            <span className="quiet">
              {audit.lag} {duration(data.lagMs, shell)} · {audit.keyId} {data.keyAlgorithm} <span className="mono">{data.keyId}</span>
            </span>
          </>
        )}
      </header>
      {error !== null && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data !== undefined && (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{audit.chain}</th>
                <th scope="col" className="end">{audit.links}</th>
                <th scope="col">{audit.anchored}</th>
                <th scope="col">{audit.head}</th>
              </tr>
            </thead>
            <tbody>
              {data.chains.map(({ chain, links, anchoredAt, anchoredSequence, head, algorithm }) => (
                <tr key={chain}>
                  <th scope="row">{chain}</th>
                  <td className="end">{links}</td>
                  <td className="number">{anchoredAt === undefined ? '—' : `${moment(anchoredAt)}（${anchoredSequence}）`}</td>
                  <td className="mono">
                    {algorithm} {head}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
