interface Change {
  readonly was: string;
  readonly is: string;
}

export declare const MUTATIONS: readonly (Change & {
  readonly name: string;
  readonly caughtBy: readonly string[];
  readonly file: string;
  readonly also?: Change;
  readonly elsewhere?: Change & { readonly file: string };
})[];
