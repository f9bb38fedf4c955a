import { X509Certificate } from 'node:crypto';
import type { ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { DEMO_SYSTEMS, DEMO_USERS } from './demo-users.js';
import { GATEWAY_CLIENT, type InstallationSecrets } from './installation-secrets.js';
import { escape, faultPage, signedOutPage, signOutPage } from './login-page.js';
import type { ProviderMemory } from './provider-memory.js';

/** Who the tokens are meant for. */
export const AUDIENCE = 'urn:chakong:gateway';

/** Seconds. Short enough to see a token expire during a demo, long enough not to be in the way. */
export const TOKEN_SECONDS = 600;

/** Where a client of the sandbox shows its certificate, as a proxy that ends TLS would. */
const CERTIFICATE_HEADER = 'x-client-certificate';

/** What the provider is, as its library wants it said. */
export function providerSettings(secrets: InstallationSecrets, memory: ProviderMemory, redirects: readonly string[]): Configuration {
  return {
    adapter: memory.adapter,
    clients: clients(secrets, redirects),
    jwks: { keys: [...secrets.keys] as never },
    cookies: { keys: [secrets.cookieKey], names: { session: 'sandbox-session', interaction: 'sandbox-interaction', resume: 'sandbox-resume' } },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'court', 'roles'] },
    // Otherwise the gateway would have to ask for them with the access token.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    responseTypes: ['code'],
    ttl: { AccessToken: TOKEN_SECONDS, ClientCredentials: TOKEN_SECONDS, AuthorizationCode: 60, IdToken: TOKEN_SECONDS, Interaction: 600, Session: 28_800, Grant: 28_800 },
    findAccount: (_, subject) => account(subject),
    interactions: { url: (_, interaction) => `/oidc/interaction/${interaction.uid}` },
    // Everybody here is the court's own: nobody is asked whether the gateway may know their name.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      const known = session?.grantIdFor(client!.clientId);
      const grant = (known === undefined ? undefined : await provider.Grant.find(known)) ?? new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    extraTokenClaims: async (_, token) => (token.kind === 'ClientCredentials' ? claimsOfSystem(token.clientId) : claimsOfUser((token as { accountId?: string }).accountId)),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => void (ctx.body = signOutPage(form)),
        postLogoutSuccessSource: async (ctx) => void (ctx.body = signedOutPage()),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: '', audience: AUDIENCE, accessTokenFormat: 'jwt', accessTokenTTL: TOKEN_SECONDS, jwt: { sign: { alg: 'ES256' } } }),
      },
      mTLS: { enabled: true, certificateBoundAccessTokens: true, getCertificate: shownCertificate },
    },
    renderError: async (ctx, out) => {
      ctx.type = 'html';
      ctx.body = faultPage(escape(`${out.error}: ${out.error_description ?? ''}`));
    },
  };
}

function clients(secrets: InstallationSecrets, redirects: readonly string[]): ClientMetadata[] {
  const systems = DEMO_SYSTEMS.map(({ id, bound }): ClientMetadata => ({
    client_id: id,
    client_secret: secrets.clients[id]!,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    tls_client_certificate_bound_access_tokens: bound,
  }));
  const gateway: ClientMetadata = {
    client_id: GATEWAY_CLIENT,
    client_secret: secrets.clients[GATEWAY_CLIENT]!,
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: redirects.map((address) => `${address}/auth/callback`),
    post_logout_redirect_uris: redirects.map((address) => `${address}/`),
  };
  // A client needs somewhere to go back to: before the gateway listens there is nowhere yet.
  return redirects.length === 0 ? systems : [gateway, ...systems];
}

function claimsOfSystem(id: string | undefined): Record<string, unknown> | undefined {
  const system = DEMO_SYSTEMS.find((each) => each.id === id);
  return system === undefined ? undefined : { name: system.name, court: system.court, roles: [...system.roles] };
}

function claimsOfUser(login: string | undefined): Record<string, unknown> | undefined {
  const user = DEMO_USERS.find((each) => each.login === login);
  return user === undefined ? undefined : { preferred_username: user.login, name: user.name, roles: [...user.roles], ...(user.court === undefined ? {} : { court: user.court }) };
}

function account(subject: string) {
  const claims = claimsOfUser(subject);
  return claims === undefined ? undefined : { accountId: subject, claims: async () => ({ sub: subject, ...claims }) };
}

function shownCertificate(ctx: KoaContextWithOIDC): string | undefined {
  const given = ctx.get(CERTIFICATE_HEADER);
  if (given === '') return undefined;
  try {
    return new X509Certificate(decodeURIComponent(given)).toString();
  } catch {
    return undefined;
  }
}
