/** Our certificate or its key cannot be used. The text names file and rule in a sentence for the operator, never what is in the file. */
export class TlsFault extends Error {
  override readonly name = 'TlsFault';
}
