import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { answered, api, followEvents, type FollowState, type Schema, type StreamEvent } from '../../api/index.js';
import { BoardModel, type ToldOutcome } from './board-model.js';

type Answer = Schema<'InstitutionAnswerDto'>;
export type InquiryResult = Schema<'InquiryResultDto'>;

export const resultKey = (inquiryId: string) => ['inquiry', inquiryId] as const;

/** The stream tells who was asked and what came of it; whole reads add why some failed. Larger ones are read less often. */
const readEvery = ({ totals, complete }: Pick<InquiryResult, 'totals' | 'complete'>): number | false => (complete ? false : totals.asked > 500 ? 20_000 : 4_000);

export const useResult = (inquiryId: string) =>
  useQuery({
    queryKey: resultKey(inquiryId),
    queryFn: ({ signal }) => answered(api.GET('/api/v1/inquiries/{inquiryId}', { signal, params: { path: { inquiryId } } })),
    refetchInterval: ({ state: { data } }) => (data === undefined ? false : readEvery(data)),
  });

/**
 * The board of an inquiry, live. Outcomes are put together and drawn once for each frame of the screen, however many arrive; a stream that breaks goes
 * on where it broke.
 */
export function useBoard(inquiryId: string) {
  const result = useResult(inquiryId);
  const queries = useQueryClient();
  const board = useMemo(() => new BoardModel<Answer>(), [inquiryId]);
  const [, redraw] = useState(0);
  const [stream, setStream] = useState<FollowState>('live');
  const [refused, setRefused] = useState<Error>();
  const frame = useRef(0);
  const { data } = result;
  const following = data !== undefined && !data.complete;

  const readFrom = useRef<InquiryResult>(undefined);
  if (data !== undefined && readFrom.current !== data) {
    readFrom.current = data;
    board.read(data.answers);
  }

  useEffect(() => {
    if (!following) return;
    const end = new AbortController();
    let told: ToldOutcome[] = [];
    let asked: number[] = [];
    const draw = (): void => {
      const [outcomes, sends] = [told, asked];
      told = [];
      asked = [];
      const sent = board.ask(sends);
      if (board.tell(outcomes) || sent) redraw((times) => times + 1);
    };
    void followEvents(`/api/v1/inquiries/${inquiryId}/events`, {
      signal: end.signal,
      onState: (state) => {
        setStream(state);
        if (state === 'ended') {
          void queries.invalidateQueries({ queryKey: resultKey(inquiryId) });
          void queries.invalidateQueries({ queryKey: ['inquiries'] });
          void queries.invalidateQueries({ queryKey: ['assets'] });
        }
      },
      onRefused: setRefused,
      onEvents: (events) => {
        told.push(...outcomesIn(events));
        asked.push(...askedIn(events));
        cancelAnimationFrame(frame.current);
        frame.current = requestAnimationFrame(draw);
      },
    });
    return () => {
      end.abort();
      cancelAnimationFrame(frame.current);
    };
  }, [board, following, inquiryId, queries]);

  return { result, board, stream: following ? stream : ('ended' as const), refused };
}

function outcomesIn(events: readonly StreamEvent[]): ToldOutcome[] {
  return events.flatMap(({ event, data }) => (event === 'outcome' ? [JSON.parse(data) as ToldOutcome] : []));
}

function askedIn(events: readonly StreamEvent[]): number[] {
  return events.flatMap(({ event, data }) => (event === 'asked' ? (JSON.parse(data) as { requestIds: number[] }).requestIds : []));
}
