import type { SoapFaultCode } from '#libs/soap-service';

/** HTTP itself is wrong, or there is no room: the call is refused before its envelope is looked at. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';

  constructor(
    readonly statusCode: 400 | 413 | 415 | 503,
    /** Shown to the institution; never repeats what was sent. */
    readonly detail: string,
    readonly faultCode: SoapFaultCode = statusCode === 503 ? 'Server' : 'Client',
  ) {
    super(detail);
  }
}
