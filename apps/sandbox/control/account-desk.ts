import type { MeasureOffice } from '../ledgers/measure-office.js';
import { ControlProblem } from './problem-reply.js';

const MOST_FEN = 1_000_000_000_000;
const ALLOWED = [
  { field: 'depositFen', allowed: `a whole number from 1 to ${MOST_FEN}, with "account"` },
  { field: 'endFreeze', allowed: 'true for the first freeze of another court, or the number of a freeze, with "account"' },
  { field: 'nature', allowed: 'a text such as 农民工工资专用账户, with "account"' },
  { field: 'day', allowed: 'a day yyyy-MM-dd, today or later: the calendar of the institution goes there' },
];

/** One account as it stands, or the numbers of all that were touched. Synthetic people only. */
export function showAccounts(office: MeasureOffice, account: string | null): unknown {
  if (account === null) return { day: office.calendar.today, accounts: office.touched };
  const shown = office.show(account);
  if (shown === undefined) throw noAccount();
  const { account: ledger, nature, standings, availableFen } = shown;
  return {
    day: office.calendar.today, account, nature, balanceFen: ledger.balanceFen, pledgedFen: ledger.pledgedFen, availableFen,
    freezes: standings.map(({ freeze, heldFen, before, waits }) => ({
      number: freeze.number, authority: freeze.authority, documentNumber: freeze.documentNumber, requestNumber: freeze.requestNumber ?? null, from: freeze.from, until: freeze.until,
      wholeAccount: freeze.wholeAccount, limitFen: freeze.wholeAccount ? null : freeze.limitFen, heldFen, waits, position: before.length + 1,
    })),
  };
}

/** What happens to an account, or to the calendar: exactly one thing at a time. */
export function changeAccount(office: MeasureOffice, body: unknown): unknown {
  const { account, depositFen, endFreeze, nature, day } = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const wanted = [depositFen, endFreeze, nature, day].filter((one) => one !== undefined);
  if (wanted.length !== 1) throw invalid();
  if (day !== undefined) return advance(office, day);
  if (typeof account !== 'string' || office.show(account) === undefined) throw noAccount();
  if (depositFen !== undefined) {
    if (!Number.isInteger(depositFen) || (depositFen as number) < 1 || (depositFen as number) > MOST_FEN) throw invalid();
    office.deposit(account, depositFen as number);
  } else if (endFreeze !== undefined) {
    if (endFreeze !== true && typeof endFreeze !== 'string') throw invalid();
    if (!office.endFreeze(account, endFreeze === true ? undefined : endFreeze)) throw new ControlProblem(404, 'no-freeze', 'there is no such freeze on the account');
  } else {
    if (typeof nature !== 'string' || nature.length > 100) throw invalid();
    office.tag(account, nature);
  }
  return showAccounts(office, account);
}

function advance(office: MeasureOffice, day: unknown): unknown {
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || day < office.calendar.today) throw invalid();
  office.advanceTo(day);
  return { day: office.calendar.today };
}

const invalid = (): ControlProblem => new ControlProblem(422, 'account-invalid', 'nothing was changed', ALLOWED);
const noAccount = (): ControlProblem => new ControlProblem(404, 'account-unknown', 'the institution keeps no such account; those of the demonstration obligors are known from the start, others once they were ordered on');
