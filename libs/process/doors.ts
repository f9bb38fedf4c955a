import type { CertificateProxy } from '#libs/access';
import type { HealthRegistry, Logger, Metrics } from '#libs/telemetry';
import type { Settings } from '#libs/settings';
import { TlsFault, TlsListener, type TlsFiles } from '#libs/tls';
import { StartFailure } from './start-failure.js';

/** How one app is reached. */
export interface Door {
  readonly tls?: TlsListener;
  readonly trustedProxies: readonly string[];
  readonly certificateProxy?: CertificateProxy;
}

/** How gateway and exchange are reached; a process opens those it has. */
export interface Doors {
  readonly gateway: Door;
  readonly exchange: Door;
  /** Adds the certificates to what health reports; one that expires soon is told before it does. */
  watch(health: HealthRegistry): void;
  close(): Promise<void>;
}

export type DoorName = 'gateway' | 'exchange';

/**
 * Opens the doors of a process.
 * @param instead certificates of a door that has none of its own @throws StartFailure a certificate cannot be used
 */
export async function openDoors(settings: Settings, names: readonly DoorName[], metrics: Metrics, logger: Logger, instead: Partial<Record<DoorName, TlsFiles>> = {}): Promise<Doors> {
  const { trustedProxies, gatewayTlsCertificate, gatewayTlsKey, gatewayClientCa, exchangeTlsCertificate, exchangeTlsKey, exchangeClientCa } = settings;
  const own = { gateway: filesOf(gatewayTlsCertificate, gatewayTlsKey, gatewayClientCa), exchange: filesOf(exchangeTlsCertificate, exchangeTlsKey, exchangeClientCa) };
  const openOne = (name: DoorName): Promise<TlsListener | undefined> => (names.includes(name) ? open(own[name] ?? instead[name], logger.child({ door: name })) : Promise.resolve(undefined));
  const gateway = await openOne('gateway');
  const exchange = await openOne('exchange');
  const opened = [['gateway', gateway] as const, ['exchange', exchange] as const].flatMap(([door, tls]) => (tls === undefined ? [] : [[door, tls] as const]));
  metrics.observeCertificates(() => opened.map(([door, tls]) => [door, tls.state.expiresInSeconds] as const));
  return {
    gateway: { trustedProxies, ...(gateway === undefined ? {} : { tls: gateway }) },
    exchange: { trustedProxies, ...certificateProxyOf(settings), ...(exchange === undefined ? {} : { tls: exchange }) },
    watch: (health) => {
      for (const [door, tls] of opened) {
        health.register({
          name: `certificate-${door}`,
          critical: false,
          check: async () => {
            const { concern } = tls.state;
            if (concern !== undefined) throw Object.assign(new Error('certificate'), { code: 'certificate', sentence: concern });
          },
        });
      }
    },
    close: async () => {
      for (const [, tls] of opened) tls.close();
    },
  };
}

/** The proxy whose word about client certificates is taken, as the settings say. */
export const certificateProxyOf = ({ certificateHeader, certificateProxies }: Settings): Pick<Door, 'certificateProxy'> =>
  certificateHeader === '' ? {} : { certificateProxy: { header: certificateHeader.toLowerCase(), addresses: certificateProxies } };

const filesOf = (certificate: string | undefined, key: string | undefined, clientAuthorities: string | undefined): TlsFiles | undefined =>
  certificate === undefined || key === undefined ? undefined : { certificate, key, ...(clientAuthorities === undefined ? {} : { clientAuthorities }) };

async function open(files: TlsFiles | undefined, logger: Logger): Promise<TlsListener | undefined> {
  if (files === undefined) return undefined;
  try {
    return await TlsListener.open({ files, logger });
  } catch (error) {
    throw error instanceof TlsFault ? new StartFailure(error.message) : error;
  }
}
