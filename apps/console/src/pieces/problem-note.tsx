import { ApiProblem, ConnectionLost } from '../api/index.js';
import { useLanguage } from '../language/index.js';
import { problems } from '../language/zh/problems.js';

interface Given {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** Why something was refused, as a sentence; with what is missing, the rule and its remedy, and the code that support asks for. */
export function ProblemNote({ error, onRetry }: Given) {
  const { language, messages: { shell } } = useLanguage();
  const again = onRetry === undefined ? null : (
    <button type="button" className="link" onClick={onRetry}>
      {shell.retry}
    </button>
  );
  if (!(error instanceof ApiProblem)) {
    return (
      <div className="problem" role="alert">
        <p className="problem-title">
          {error instanceof ConnectionLost ? shell.connectionLost : shell.unknownProblem} {again}
        </p>
      </div>
    );
  }
  const { code, number, title, detail, fields = [], rules = [], instance, retryable } = error.document;
  return (
    <div className="problem" role="alert">
      <p className="problem-title">
        {language === 'zh' ? (problems[code] ?? title) : title} {(retryable || onRetry !== undefined) && again}
      </p>
      {detail !== undefined && rules.length === 0 && <p lang="en">{detail}</p>}
      {fields.length > 0 && (
        <ul>
          {fields.map(({ field, allowed }) => (
            <li key={field}>{shell.field(field, allowed)}</li>
          ))}
        </ul>
      )}
      {rules.length > 0 && (
        <ul className="rules">
          {rules.map(({ code: rule, says, remedy, law, detail: exactly }, index) => (
            <li key={`${rule} ${index}`}>
              <strong>{says}</strong>
              {exactly !== undefined && <span> {exactly}</span>}
              <span className="quiet">
                {shell.remedy}：{remedy}（{shell.law}：{law}）
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="code-line">
        {shell.code(code, number)}
        {instance !== undefined && <> · {shell.instance(instance.replace('urn:chakong:call:', ''))}</>}
      </p>
    </div>
  );
}
