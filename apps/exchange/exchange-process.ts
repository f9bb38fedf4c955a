import type { InstitutionAdapter } from '#contracts/adapter';
import { FileExchange } from '#libs/file-exchange';
import { DocumentShelf, PostgresCallbackDesk, PostgresPullDesk, renderNoticeOf, type Mailbox } from '#libs/mailbox';
import { dispatchedControls, openControlLines, portTaken, type ClosingOrder, type ControlParts, type Door, type ProcessCore } from '#libs/process';
import type { Settings } from '#libs/settings';
import { DocumentReader } from '#libs/store';
import { createExchange, type Exchange } from './exchange-application.js';
import { filingReception } from './filing-reception.js';
import { watchGuesses } from './watch-guesses.js';

export interface ExchangeProcessParts {
  readonly core: ProcessCore;
  readonly control: ControlParts;
  /** Knows who has something waiting, and is told of what comes. */
  readonly mailbox: Mailbox;
  readonly door: Door;
  /** How long calls under way may still take when closing, milliseconds. */
  readonly graceMs: number;
}

/** The services that institutions and case systems call, and the folders of those that exchange files. */
export async function openExchange(settings: Settings, { core, control, mailbox, door, graceMs }: ExchangeProcessParts, closing: ClosingOrder): Promise<Exchange> {
  const { database, evidence, metrics, log } = core;
  const adapter = (code: string): InstitutionAdapter | undefined => core.adapters.get(code);
  const shelf = new DocumentShelf(new DocumentReader(database), renderNoticeOf);
  const dispatched = dispatchedControls(control, log('control'));
  const lines = closing.opened(await openControlLines({ ...core, ...dispatched, adapter, shelf, listAgainAfterMs: settings.listAgainSeconds * 1000 }), (one) => one.close());
  // Nothing is shown while evidence cannot be sealed.
  evidence.gate.onChange(({ open }) => {
    mailbox.hold(!open);
    lines.hold(!open);
  });
  const guesses = watchGuesses(database, metrics, log('exchange'));
  const parts = { ...core, mailbox, adapter, shelf, guesses };
  const files = { pollMs: settings.filePollSeconds * 1000, quietMs: Math.min(1000, settings.filePollSeconds * 500) };
  const exchange = await portTaken('CHAKONG_EXCHANGE_PORT', settings.exchangePort, () =>
    createExchange({
      host: settings.host,
      port: settings.exchangePort,
      adapters: new Map(core.adapters.all().map((one) => [one.manifest.code, one])),
      desk: new PostgresPullDesk(parts),
      controls: lines.desk,
      callbackDesk: new PostgresCallbackDesk({ ...parts, callbackBaseUrl: '' }),
      fileExchange: new FileExchange({ ...parts, controls: dispatched, maySend: () => evidence.gate.open, logger: log('file-exchange'), settings: files }),
      logger: log('exchange'),
      onCall: (code, operation, result, seconds) => metrics.exchangeCall(code, operation, result, seconds),
      filings: filingReception(settings, core, guesses),
      ...door,
      ...(settings.exchangePublicUrl === undefined ? {} : { publicAddress: settings.exchangePublicUrl }),
      closeGraceMs: graceMs,
    }),
  );
  closing.add(() => exchange.close());
  return exchange;
}
