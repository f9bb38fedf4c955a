import { ApiProblem, ConnectionLost } from '../api/index.js';
import { useLanguage } from '../language/index.js';
import { allowedInChinese } from '../language/zh/allowed.js';
import { problems } from '../language/zh/problems.js';
import { ruleSaying } from './rule-saying.js';

interface Given {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** Why something was refused, as a sentence; with what is missing, the rule and its remedy, and the code that support asks for. */
export function ProblemNote({ error, onRetry }: Given) {
  const { language, messages } = useLanguage();
  const { shell } = messages;
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
  const inWords = (allowed: string): string | undefined => (language === 'zh' ? allowedInChinese(allowed) : allowed);
  // Of the gateway, and in English only: for whoever is asked for help.
  const original = [...(detail !== undefined && rules.length === 0 ? [detail] : []), ...fields.flatMap(({ field, allowed }) => (inWords(allowed) === undefined ? [`${field}: ${allowed}`] : []))];
  return (
    <div className="problem" role="alert">
      <p className="problem-title">
        {language === 'zh' ? (problems[code] ?? title) : title} {(retryable || onRetry !== undefined) && again}
      </p>
      {fields.length > 0 && (
        <ul>
          {fields.map(({ field, allowed }) => {
            const said = inWords(allowed);
            return <li key={field}>{said === undefined ? shell.fieldWrong(field) : shell.field(field, said)}</li>;
          })}
        </ul>
      )}
      {rules.length > 0 && (
        <ul className="rules">
          {rules.map((rule, index) => (
            <li key={`${rule.code} ${index}`}>
              <strong>{rule.says}</strong> {ruleSaying(rule, messages)}
              <span className="quiet">
                {shell.remedy}：{rule.remedy}（{shell.law}：{rule.law}）
              </span>
            </li>
          ))}
        </ul>
      )}
      {original.length > 0 && (language === 'zh' ? <Original lines={original} /> : original.map((line) => <p key={line}>{line}</p>))}
      <p className="code-line">
        {shell.code(code, number)}
        {instance !== undefined && <> · {shell.instance(instance.replace('urn:chakong:call:', ''))}</>}
      </p>
    </div>
  );
}

function Original({ lines }: { readonly lines: readonly string[] }) {
  const { messages: { shell } } = useLanguage();
  return (
    <details>
      <summary>{shell.original}</summary>
      {lines.map((line) => (
        <p key={line} lang="en">
          {line}
        </p>
      ))}
    </details>
  );
}
