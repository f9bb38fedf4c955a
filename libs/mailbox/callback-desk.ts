import type { CallSource } from '#libs/access';

/** What an institution that calls back is told. */
export interface CallbackReply {
  readonly status: number;
  /** Sent as JSON; as `application/problem+json` when the status is an error. */
  readonly body: object;
}

/**
 * Takes what institutions we have asked over HTTP send back later (回调). The exchange hands over the call as it was on the
 * wire; signature, time stamp and meaning are judged behind this door.
 */
export abstract class CallbackDesk {
  /**
   * Resolves with a success only after the answers are durable. A `Problem` that it rejects with is told to the institution;
   * any other rejection is told as an internal error, so that the institution calls again.
   *
   * @param headers lower-case names; a header sent several times is joined with `, `
   * @param body the bytes as they came, for the signature
   */
  abstract receive(
    institutionCode: string,
    headers: Readonly<Record<string, string | undefined>>,
    body: Uint8Array,
    receivedAt: Date,
    source: CallSource,
  ): Promise<CallbackReply>;
}
