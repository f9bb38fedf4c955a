import { yuan } from '../../format/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { ledgerParts, type LedgerPart } from './ledger-parts.js';
import type { Ledger } from './use-control.js';

const LOOK: Readonly<Record<LedgerPart['name'], string>> = { paid: '#7f8ea3', deducted: '#3f5878', held: '#1b6e3c', excess: '#b3261e', underWay: '#8db8ee', room: '#ffffff' };

/** The ledger as a picture (控制台账): what is owed as one bar, filled by what is paid, taken and held; apart from it what is no money yet. */
export function LedgerPicture({ ledger }: { readonly ledger: Ledger }) {
  const { control, words } = useMessages();
  const { parts, scaleFen } = ledgerParts(ledger);
  const share = (fen: number): string => `${(fen / scaleFen) * 100}%`;
  const said = parts.filter(({ fen }) => fen > 0).map(({ name, fen }) => `${control[name]} ¥${yuan(fen)}`);
  return (
    <section className="panel" aria-label={control.ledger}>
      <header>
        <h2>{control.ledger}</h2>
        <span className="number">
          {control.owed} <strong>¥{yuan(ledger.owedFen)}</strong>
        </span>
        <span className="number">
          {control.needed} <strong>¥{yuan(ledger.neededFen)}</strong>
        </span>
        <span className="number">
          {control.held} <strong>¥{yuan(ledger.heldFen)}</strong>
        </span>
        <span className="number">
          {control.room} <strong>¥{yuan(ledger.roomFen)}</strong>
        </span>
        {ledger.excessFen > 0 && (
          <strong className="mark mark-bad">
            {control.excess} ¥{yuan(ledger.excessFen)}
          </strong>
        )}
      </header>
      <div className="body">
        <div className="bar" style={{ height: 26 }} role="img" aria-label={control.ledgerLabel(said.join('、'))}>
          {parts.map(({ name, fen }) => (
            <span key={name} style={{ width: share(fen), background: LOOK[name] }} title={`${control[name]} ¥${yuan(fen)}`} />
          ))}
        </div>
        {ledger.waitingFen + ledger.unfundedFen > 0 && (
          <div className="bar" style={{ height: 10, marginTop: 3 }} aria-hidden="true">
            <span style={{ width: share(Math.min(scaleFen, ledger.waitingFen)), background: 'repeating-linear-gradient(45deg, #8a5300 0 3px, #fdf1dc 3px 7px)' }} />
            <span style={{ width: share(Math.min(scaleFen, ledger.unfundedFen)), background: 'repeating-linear-gradient(45deg, #5a2a82 0 3px, #f0e8f7 3px 7px)' }} />
          </div>
        )}
        <ul className="legend">
          {parts.filter(({ fen }) => fen > 0).map(({ name, fen }) => (
            <li key={name}>
              <span className="swatch" style={{ background: LOOK[name] }} aria-hidden="true" />
              {control[name]} ¥{yuan(fen)}
            </li>
          ))}
          {ledger.deductedFen > 0 && (
            <li>
              {control.arrived} ¥{yuan(ledger.arrivedFen)}
            </li>
          )}
          {ledger.waitingFen > 0 && (
            <li>
              <span className="swatch" style={{ background: 'repeating-linear-gradient(45deg, #8a5300 0 3px, #fdf1dc 3px 7px)' }} aria-hidden="true" />
              {control.waiting} ¥{yuan(ledger.waitingFen)}
            </li>
          )}
          {ledger.unfundedFen > 0 && (
            <li>
              <span className="swatch" style={{ background: 'repeating-linear-gradient(45deg, #5a2a82 0 3px, #f0e8f7 3px 7px)' }} aria-hidden="true" />
              {control.unfunded} ¥{yuan(ledger.unfundedFen)}
            </li>
          )}
          {ledger.held.map(({ source, heldFen, measures }) => (
            <li key={source} className="quiet">
              {wordOf(words.source, source)} ¥{yuan(heldFen)}（{measures}）
            </li>
          ))}
        </ul>
        {ledger.excessFen > 0 && <p className="note note-warn">{control.excessText}</p>}
      </div>
    </section>
  );
}
