/** The credentials cannot be used. The text names file, entry and rule, never a secret. */
export class CredentialFault extends Error {
  override readonly name = 'CredentialFault';
}
