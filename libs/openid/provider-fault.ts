/** Why nothing can be asked of the identity provider. */
export type ProviderCause = 'unreachable' | 'issuer-mismatch' | 'no-provider';

const SENTENCES: Readonly<Record<ProviderCause, string>> = {
  'unreachable': 'The identity provider of CHAKONG_OIDC_ISSUER does not answer; nobody can sign in until it does, stored tokens and open sessions go on working.',
  'issuer-mismatch': 'The provider at CHAKONG_OIDC_ISSUER calls itself by another address; write the address there exactly as its discovery document says it in "issuer".',
  'no-provider': 'What answers at CHAKONG_OIDC_ISSUER is no OpenID provider: there is no discovery document at /.well-known/openid-configuration below it.',
};

/** The provider cannot be used. `sentence` is for the operator: in the log and in health. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault';
  readonly sentence: string;

  constructor(readonly code: ProviderCause) {
    super(SENTENCES[code]);
    this.sentence = SENTENCES[code];
  }
}

const DEEPEST_CAUSE = 5;

/** What an error of the client library means for us. The library says most in `cause`. */
export function providerFault(error: unknown): ProviderFault {
  const codes: string[] = [];
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < DEEPEST_CAUSE; each = each.cause, depth += 1) {
    const { code } = each as { code?: unknown };
    if (typeof code === 'string') codes.push(code);
  }
  if (codes.includes('OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')) return new ProviderFault('issuer-mismatch');
  if (codes.some((code) => /^OAUTH_(RESPONSE_IS_NOT|PARSE_ERROR|INVALID_RESPONSE)/.test(code))) return new ProviderFault('no-provider');
  return new ProviderFault('unreachable');
}
