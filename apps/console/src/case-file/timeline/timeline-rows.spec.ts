import { timelineRows } from './timeline-rows.js';

type Lines = Parameters<typeof timelineRows>[0];
type Orders = Parameters<typeof timelineRows>[1];
const line = (requestId: number, acceptedAt: string, waitedMs?: number, answeredMs?: number) => ({ requestId, acceptedAt, institutionCode: 'B', requestNumber: 'A', waitedMs, answeredMs }) as unknown as Lines[number];

test('requests and orders stand in the order in which they began; bars are shares of the longest', () => {
  const rows = timelineRows([line(1, '2026-01-01T00:00:00Z', 0, 100), line(2, '2026-01-03T00:00:00Z', 25, 0), line(3, '2026-01-04T00:00:00Z')], [{ id: 9, createdAt: '2026-01-02T00:00:00Z' }] as unknown as Orders);
  expect(rows.map(({ key }) => key)).toEqual(['request 1', 'order 9', 'request 2', 'request 3']);
  expect(rows.map(({ waitedShare, answeredShare }) => [waitedShare, answeredShare])).toEqual([[0, 1], [0, 0], [0.5, 0], [0, 0]]);
});
