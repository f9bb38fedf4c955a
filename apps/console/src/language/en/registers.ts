import type { Messages } from '../messages.js';

export const registers: Messages['registers'] = {
  expiry: {
    title: 'Expiry calendar', within: 'Ends', days: (days) => `within ${days} days`, none: 'No measures end soon.', until: 'Ends', left: 'Left', case: 'Case', source: 'Source', institution: 'Institution', held: 'Held', state: 'State', reminded: (days) => `reminded (${days} days)`,
    selected: (count) => `${count} chosen`, renew: 'Renew', renewTitle: (count) => `Renew ${count} measures`, approver: 'Approver (login)', reason: 'Reason', reasonDefault: '期限即将届满，继续控制', start: 'Draft and submit', batches: 'Orders for many measures', progress: (done, total) => `${done}/${total}`, lines: 'Lines', refusedLines: (count) => `${count} refused by a rule`, cancel: 'Take back what has not left', selectAll: 'Choose all shown', waitingApproval: (login) => `Waits for ${login}`,
  },
  institutions: {
    title: 'Institutions', search: 'Filter by name or code', code: 'Code', name: 'Name', kind: 'Kind', sources: 'Sources', state: 'State', deadline: 'Answer within', rate: 'Rate', takeOut: 'Take out of service', putBack: 'Put back', reason: 'Reason', takeOutText: 'Nothing new is asked of it; what was sent is still taken in.', count: (count) => `${count} institutions`, none: 'No institution matches.', stateSince: (by, at) => `${by} · ${at}`, seconds: (count) => (count >= 86_400 ? `${Math.round(count / 8640) / 10} d` : count >= 3600 ? `${Math.round(count / 360) / 10} h` : `${count} s`), onlyOut: 'Only out of service',
    breakerState: { 'half-open': 'Trying', open: 'Open' },
    answered: 'In time', median: 'Median', slow: '95 %', queue: 'Queue', oldest: 'Oldest', breaker: 'Breaker', league: 'Ranked by answers in time', health: 'Health (last 24 hours)', noTraffic: 'No requests lately', asked: 'Requests', failing: 'Failed',
  },
  audit: {
    title: 'Audit', chains: 'Evidence chains', chain: 'Chain', links: 'Links', head: 'Head', anchored: 'Last signed', sending: 'Sealed in time', stalled: 'Sealing stalled: nothing is sent', lag: 'Lag', events: 'Audit record', who: 'Who', when: 'When', what: 'What', result: 'Result', basis: 'Ground', why: 'Why', caseId: 'Case', filterLogin: 'Login', filterCase: 'Case id', filterEvent: 'Event', show: 'Show', success: 'Success', failure: 'Failure', none: 'No entries.', notices: 'Notices', noticesNone: 'No notices.', level: 'Level', count: 'Count',
    person: 'Who looked at a person', personText: 'Everything that was done with the data of a person, by document number; this goes on record too.', documentNumber: 'Document number', personReason: 'Reason', deed: { looked: 'Looked', asked: 'Asked', changed: 'Changed' }, ask: 'Ask', pdf: 'Report (PDF)', entries: 'Cases', basisWord: { participant: 'Takes part', grant: 'Gave a reason', 'court-system': 'Case system' }, keyId: 'Signing key',
  },
};
