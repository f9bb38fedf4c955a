import { LoginGuesses, recordAudit } from '#libs/access';
import type { Database } from '#libs/store';
import type { Logger, Metrics } from '#libs/telemetry';

/** Limits of guessing for all doors of the exchange together, with what is counted and recorded of it. */
export function watchGuesses(database: Database, metrics: Pick<Metrics, 'loginRefused' | 'guessingSuspected'>, logger: Logger): LoginGuesses {
  return new LoginGuesses({
    attempt: (result) => metrics.loginRefused(result),
    suspected: (name, attempts) => {
      metrics.guessingSuspected();
      logger.error({ institutionCode: name, attempts }, 'somebody guesses at a login');
      // A refusal stands whether or not it could be written down.
      recordAudit(database.query, { event: 'exchange.guessing-suspected', actor: 'gateway', institutionCode: name, result: 'failure', reason: `${attempts} wrong attempts in ten minutes` }).catch((err: unknown) =>
        logger.error({ err }, 'guessing not audited'),
      );
    },
  });
}
