import type { SigningCheck, SigningRefusal } from '#libs/officer-registry';

export const WITHDRAWN: SigningRefusal = { cause: 'officer-not-registered', detail: 'the handling officer is not registered there' };

/** A right to sign that a spec takes away between two moments. */
export class WithdrawnRight implements SigningCheck {
  withdrawn = false;

  refusal(): SigningRefusal | undefined {
    return this.withdrawn ? WITHDRAWN : undefined;
  }

  invalidity(): undefined {
    return undefined;
  }
}
