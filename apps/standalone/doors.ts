import type { GatewayParts } from '#apps/gateway';
import type { HealthRegistry, Logger, Metrics } from '#libs/telemetry';
import type { Settings } from '#libs/settings';
import { TlsFault, TlsListener, type TlsFiles } from '#libs/tls';
import { StartFailure } from './embedded-postgres/index.js';
import { makeSandboxCertificates, type SandboxCertificates } from './sandbox-certificates.js';

/** How gateway and exchange are reached. */
export interface Doors {
  readonly gateway: Pick<GatewayParts, 'tls' | 'trustedProxies'>;
  readonly exchange: Pick<GatewayParts, 'tls' | 'trustedProxies' | 'certificateProxy'>;
  /** When the sandbox is to speak TLS. */
  readonly sandbox: SandboxCertificates | undefined;
  /** Adds the certificates to what health reports; one that expires soon is told before it does. */
  watch(health: HealthRegistry): void;
  close(): Promise<void>;
}

/** @throws StartFailure a certificate cannot be used */
export async function openDoors(settings: Settings, metrics: Metrics, logger: Logger): Promise<Doors> {
  const { trustedProxies, gatewayTlsCertificate, gatewayTlsKey, gatewayClientCa, exchangeTlsCertificate, exchangeTlsKey, exchangeClientCa } = settings;
  const sandbox = settings.sandboxTls === 'on' ? await makeSandboxCertificates(settings.dataFolder, settings.host) : undefined;
  const gateway = await open(filesOf(gatewayTlsCertificate, gatewayTlsKey, gatewayClientCa), logger.child({ door: 'gateway' }));
  const exchange = await open(filesOf(exchangeTlsCertificate, exchangeTlsKey, exchangeClientCa) ?? sandbox?.exchange, logger.child({ door: 'exchange' }));
  const opened = [['gateway', gateway] as const, ['exchange', exchange] as const].flatMap(([door, tls]) => (tls === undefined ? [] : [[door, tls] as const]));
  metrics.observeCertificates(() => opened.map(([door, tls]) => [door, tls.state.expiresInSeconds] as const));
  return {
    gateway: { trustedProxies, ...(gateway === undefined ? {} : { tls: gateway }) },
    exchange: { trustedProxies, ...certificateProxyOf(settings), ...(exchange === undefined ? {} : { tls: exchange }) },
    sandbox,
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
export const certificateProxyOf = ({ certificateHeader, certificateProxies }: Settings): Pick<GatewayParts, 'certificateProxy'> =>
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
