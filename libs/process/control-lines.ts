import type { InstitutionAdapter } from '#contracts/adapter';
import type { DispatchedControls } from '#libs/control-dispatch';
import type { InstitutionRegistry } from '#libs/institutions';
import { controlNews, Mailbox, PostgresControlDesk, type DocumentShelf } from '#libs/mailbox';
import type { OfficerRegister } from '#libs/officer-registry';
import { ControlExchanges, ControlMailboxStore, ControlOrderReader, type Database } from '#libs/store';

export interface ControlLineParts extends DispatchedControls {
  readonly database: Database;
  readonly registry: InstitutionRegistry;
  readonly officers: OfficerRegister;
  readonly adapter: (code: string) => InstitutionAdapter | undefined;
  readonly shelf: Pick<DocumentShelf, 'certificates'>;
  readonly listAgainAfterMs: number;
}

/** Orders of control as they are shown to those who poll us. */
export interface ControlLines {
  readonly desk: PostgresControlDesk;
  /** While held nothing is shown to anybody. */
  hold(held: boolean): void;
  close(): Promise<void>;
}

export async function openControlLines(parts: ControlLineParts): Promise<ControlLines> {
  const { database, logger } = parts;
  const controlMailbox = new Mailbox(new ControlMailboxStore(database), { listAgainAfterMs: parts.listAgainAfterMs, listLimit: MOST_SHOWN });
  await controlMailbox.load();
  const news = controlNews(database, controlMailbox, logger);
  news.start();
  return {
    desk: new PostgresControlDesk({ ...parts, controlMailbox, orders: new ControlOrderReader(database), exchanges: new ControlExchanges(database) }),
    hold: (held) => controlMailbox.hold(held),
    close: () => news.close(),
  };
}

/** Each order in a list is a decision of its own. */
const MOST_SHOWN = 50;
