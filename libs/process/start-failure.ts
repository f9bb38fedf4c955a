/** A process cannot start as it is set up. The message is one sentence for the person who started it; there is no stack to read. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}
