import type { CredentialStore } from '#libs/institutions';
import type { Settings } from '#libs/settings';

/** The account with which the sandbox plays the case system. */
export function caseSystemAccount({ caseSystemCredentials }: Settings, credentials: CredentialStore): { readonly username: string; readonly password: string } | undefined {
  const { username, password } = credentials.resolve(caseSystemCredentials);
  return username === undefined || password === undefined ? undefined : { username: username.reveal(), password: password.reveal() };
}
