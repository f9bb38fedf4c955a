import { useQuery } from '@tanstack/react-query';
import { answered, api, type Schema } from '../../api/index.js';
import { duration, moment } from '../../format/index.js';
import { useMessages } from '../../language/index.js';
import { Dialog, FileButton, Loading, ProblemNote } from '../../pieces/index.js';

/** One exchange (交换记录): when, how long, and the raw bytes with their digests. */
export function EvidenceDialog({ address, onClose }: { readonly address: string; readonly onClose: () => void }) {
  const { caseFile: { evidence: texts }, shell } = useMessages();
  const exchangeId = Number(address.split('/').at(-1));
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['exchange', exchangeId],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/exchanges/{exchangeId}', { signal, params: { path: { exchangeId: String(exchangeId) } } })),
  });
  return (
    <Dialog title={`${texts.title} ${exchangeId}`} onClose={onClose} width={680}>
      {isPending && <Loading />}
      {error !== null && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <table className="plain">
          <tbody>
            <Line name={texts.direction[data.direction]}>
              {data.institutionCode} · {data.operation} · {texts.attempt} {data.attempt}
            </Line>
            <Line name={texts.started}>{moment(data.startedAt)}</Line>
            <Line name={texts.ended}>
              {moment(data.endedAt)}（{duration(data.durationMs, shell)}）
            </Line>
            {data.httpStatus !== undefined && <Line name={texts.status}>{data.httpStatus}</Line>}
            {data.failure !== undefined && <Line name={texts.failure}>{data.failure}</Line>}
            <Bytes name={texts.sent} bytes={data.sent} />
            <Bytes name={texts.received} bytes={data.received} />
          </tbody>
        </table>
      )}
    </Dialog>
  );
}

function Bytes({ name, bytes }: { readonly name: string; readonly bytes: Schema<'RawBytesDto'> | undefined }) {
  const { caseFile: { evidence: texts }, shell } = useMessages();
  return (
    <Line name={name}>
      {bytes === undefined ? texts.none : (
        <>
          <FileButton address={bytes.href}>{`${shell.download}（${texts.bytes(bytes.bytes)}）`}</FileButton>
          <div className="mono">
            {texts.digest} {bytes.sha256}
          </div>
        </>
      )}
    </Line>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}
