import type { ClientCertificate } from '#libs/tls';

/** From where a message came. */
export interface CallSource {
  /** Address of the caller; behind proxies that are believed, the one they say. */
  readonly address: string;
  /** The certificate the caller proved to hold; asked for only where one was agreed. */
  readonly certificate: () => ClientCertificate | undefined;
}
