/** OpenID Connect: access tokens of systems and people, signing in with a browser. */
export { AccessTokenResolver, type AccessTokenOptions } from './access-token-resolver.js';
export { readClaims, type ClaimNames, type Named } from './claim-mapping.js';
export { OpenIdProvider, type OpenIdProviderOptions } from './open-id-provider.js';
export { ProviderFault, type ProviderCause } from './provider-fault.js';
export { CALLBACK_PATH, SignIn, type SignInOptions, type SignInRefusal, type SignInResult } from './sign-in.js';
