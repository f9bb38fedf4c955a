import { readFile } from 'node:fs/promises';
import { Sensitive } from '#contracts/adapter';
import { OpenIdProvider } from '#libs/openid';
import type { Settings } from '#libs/settings';
import type { Logger } from '#libs/telemetry';
import { certificateProxyOf, StartFailure } from '#libs/process';
import type { GatewayParts } from './gateway-options.js';

/** The provider of the sandbox, where somebody tries everything out. */
export interface SandboxProvider {
  readonly issuer: string;
  readonly audience: string;
  readonly gatewayClient: { readonly id: string; readonly secret: string };
}

/**
 * How callers prove who they are: at the provider of the settings, or else at the sandbox's, if there is one.
 * @throws StartFailure when the file of the secret cannot be read
 */
export async function identityOptions(settings: Settings, sandbox: SandboxProvider | undefined, logger: Logger): Promise<Pick<GatewayParts, 'identity' | 'certificateProxy'>> {
  const own = settings.oidcIssuer === undefined ? sandbox : undefined;
  const issuer = own?.issuer ?? settings.oidcIssuer;
  const certificateProxy = certificateProxyOf(settings);
  if (issuer === undefined) return certificateProxy;
  const provider = new OpenIdProvider({
    issuer,
    clientId: own?.gatewayClient.id ?? settings.oidcClientId,
    clientSecret: own === undefined ? await clientSecret(settings) : new Sensitive(own.gatewayClient.secret),
    audience: own?.audience ?? settings.oidcAudience,
    logger,
  });
  const { oidcLoginClaim: login, oidcNameClaim: name, oidcCourtClaim: court, oidcRolesClaim: roles, oidcRoleNames: roleNames } = settings;
  const session = { idleMs: settings.sessionIdleSeconds * 1000, longestMs: settings.sessionMaxSeconds * 1000 };
  return { ...certificateProxy, identity: { provider, claims: { login, name, court, roles, roleNames }, scopes: settings.oidcScopes, session, publicUrl: settings.publicUrl } };
}

async function clientSecret(settings: Settings): Promise<Sensitive | undefined> {
  if (settings.oidcClientSecret !== undefined) return new Sensitive(settings.oidcClientSecret);
  try {
    const text = (await readFile(settings.oidcClientSecretFile, 'utf8')).trim();
    return text === '' ? undefined : new Sensitive(text);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw new StartFailure('The file of CHAKONG_OIDC_CLIENT_SECRET_FILE cannot be read by this user: let its owner read it, or name another one.');
  }
}
