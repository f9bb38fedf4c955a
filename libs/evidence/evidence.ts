import { EvidenceChainStore, type Database, type HashAlgorithm } from '#libs/store';
import { recordAudit } from '#libs/access';
import type { Logger, Metrics } from '#libs/telemetry';
import { AnchorFile, AnchorWriter } from './anchors.js';
import { EvidenceGate, type GateState } from './evidence-gate.js';
import { Sealer } from './sealer.js';
import { SigningKey, type SignatureAlgorithm } from './signing-key.js';

export interface EvidenceOptions {
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics?: Metrics;
  readonly algorithm: HashAlgorithm;
  /** Of a key that is made now. */
  readonly signature: SignatureAlgorithm;
  readonly keyFile: string;
  readonly anchorFile: string;
  readonly anchorSeconds: number;
  readonly mostLagSeconds: number;
}

/** The evidence of this process: its sealer, its signing key, and whether anything may be sent. */
export class Evidence {
  private constructor(
    readonly store: EvidenceChainStore,
    readonly key: SigningKey,
    readonly gate: EvidenceGate,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Opens key and anchors, compares them with the database, and seals what an earlier run left.
   * @throws EvidenceFailure when the key cannot be used
   */
  static async open(options: EvidenceOptions): Promise<Evidence> {
    const { database, logger, metrics } = options;
    const store = new EvidenceChainStore(database);
    const key = await SigningKey.open(options.keyFile, options.signature);
    const file = new AnchorFile(options.anchorFile);
    const installation = await store.installation();
    const sealer = new Sealer({
      store,
      installation,
      algorithm: options.algorithm,
      anchors: new AnchorWriter({ store, installation, key, file, everyMs: options.anchorSeconds * 1000 }),
      onSealed: (records, seconds) => metrics?.evidenceSealed(records, seconds),
      onFault: (err) => logger.error({ err }, 'evidence could not be sealed'),
    });
    const gate = new EvidenceGate({ store, mostLagSeconds: options.mostLagSeconds });
    metrics?.observeEvidence(() => gate.state);
    gate.onChange((state) => void tell(database, logger, state));
    const evidence = new Evidence(store, key, gate, sealer);
    if (await isOlder(store, file, installation)) gate.shut('older-than-anchors');
    else {
      await sealer.drain().catch((err: unknown) => logger.error({ err }, 'evidence could not be sealed'));
      sealer.start();
    }
    await gate.look();
    gate.start();
    return evidence;
  }

  /** Seals and anchors what is there. After everybody who writes records. */
  async close(): Promise<void> {
    await this.gate.stop();
    // On top of a database that was cut off or is an old copy nothing is built.
    if (this.gate.state.why !== 'older-than-anchors') await this.sealer.stop();
  }
}

/** True when the chains do not reach an anchor that was written outside, or are others: an old copy, or one that was cut off. */
async function isOlder(store: EvidenceChainStore, file: AnchorFile, installation: string): Promise<boolean> {
  const newest = new Map((await file.read(installation)).map((anchor) => [anchor.chain, anchor]));
  for (const { chain, sequence, link } of newest.values()) {
    if ((await store.linkAt(chain, sequence))?.toString('hex') !== link) return true;
  }
  return false;
}

async function tell(database: Database, logger: Logger, { open, why, lagSeconds }: GateState): Promise<void> {
  if (open) logger.info({ lagSeconds }, 'evidence is sealed again; sending goes on');
  else logger.error({ why, lagSeconds }, 'evidence is not sealed; nothing is sent');
  try {
    await recordAudit(
      database.query,
      open ? { event: 'evidence.resumed', actor: 'gateway', result: 'success' } : { event: 'evidence.stalled', actor: 'gateway', result: 'failure', reason: why ?? 'lag' },
    );
  } catch (err) {
    logger.error({ err }, 'that evidence stalled could not be audited');
  }
}
