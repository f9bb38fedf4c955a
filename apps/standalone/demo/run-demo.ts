import type { Writable } from 'node:stream';
import axios from 'axios';
import type { AssetListDto, InquiryResultDto } from '#contracts/http';
import type { Standalone } from '../standalone.js';
import { drawProgress, type ProgressCounts } from './draw-progress.js';
import { followEvents } from './follow-events.js';
import { assetsTable, closedSummary, coverageTable, timingSummary, waitingFor } from './result-tables.js';

/** Longest time the demo watches one inquiry. */
const PATIENCE_MS = 90_000;

/**
 * One inquiry by itself, through the real API: ask, watch the server-sent events, print the aggregated answer.
 * @returns the exit code: 0 when every institution that is open has an outcome.
 */
export async function runDemo(standalone: Standalone, out: Writable & { isTTY?: boolean }): Promise<number> {
  const officer = standalone.logins.find(({ login }) => login === 'officer')!;
  const demo = standalone.demoCases[0]!;
  const api = axios.create({
    baseURL: `${standalone.gatewayUrl}/api/v1`,
    headers: { authorization: `Bearer ${officer.token}` },
    proxy: false,
    timeout: 30_000,
  });
  out.write(`\nAsking what the obligors of ${demo.caseNumber} own …\n\n`);
  const closed = standalone.closedNow();
  const { data: accepted } = await api.post<InquiryResultDto>('/inquiries', { caseId: demo.id, purpose: '立案查控（演示）', force: true });
  const counts: ProgressCounts = { total: accepted.totals.asked, byKind: {} };
  const paint = drawProgress(out, counts);
  // Whoever is closed is asked when it opens, which may be after the weekend: the demo does not wait for that.
  let open = accepted.answers.filter(({ institution }) => !closed.has(institution.code)).length;
  const abort = AbortSignal.timeout(PATIENCE_MS);
  for await (const event of followEvents(`${standalone.gatewayUrl}/api/v1/inquiries/${accepted.id}/events`, officer.token, abort)) {
    if (event.type === 'outcome' && event.data.version === 1) {
      counts.byKind[event.data.kind] = (counts.byKind[event.data.kind] ?? 0) + 1;
      if (!closed.has(event.data.institutionCode)) open -= 1;
    }
    paint();
    if (event.type === 'complete' || (open <= 0 && closed.size > 0)) break;
  }
  paint(true);
  const { data: result } = await api.get<InquiryResultDto>(`/inquiries/${accepted.id}`);
  const { data: list } = await api.get<AssetListDto>(`/inquiries/${accepted.id}/assets`, { params: { limit: 1000 } });
  out.write(`\n${assetsTable(list)}\n${coverageTable(result)}\n${timingSummary(result)}${closedSummary(result, closed)}\n`);
  const assets = `/api/v1/inquiries/${result.id}/assets`;
  out.write(`Result      GET /api/v1/inquiries/${result.id}\nAssets      GET ${assets}   (of the whole case: /api/v1/cases/${result.caseId}/assets)\n`);
  out.write(`Excel       GET ${assets}?format=xlsx\nPDF         GET ${assets}?format=pdf   (财产查控情况表; npm start serves it, the demo keeps its data)\nTime-line   GET /api/v1/cases/${result.caseId}/timing   (JSON, or CSV with Accept: text/csv)\n`);
  const waiting = waitingFor(result);
  return result.complete || (waiting.length > 0 && waiting.every(({ institution }) => closed.has(institution.code))) ? 0 : 1;
}
