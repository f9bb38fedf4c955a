import { Link, useRouteError } from 'react-router';
import { useMessages } from '../language/index.js';

export function NotFound() {
  const { shell } = useMessages();
  return (
    <div className="alone">
      <h1>{shell.notFound}</h1>
      <p>{shell.notFoundText}</p>
      <Link to="/cases">{shell.toWork}</Link>
    </div>
  );
}

/** A fault of ours, or a part of the page that could not be fetched because a new version took its place. */
export function PageFailed() {
  const { shell } = useMessages();
  const error = useRouteError();
  return (
    <div className="alone" role="alert">
      <h1>{shell.broken}</h1>
      <p>{shell.brokenText}</p>
      <p className="quiet">{error instanceof Error ? error.name : ''}</p>
      <button className="main-link" type="button" onClick={() => location.reload()}>
        {shell.reload}
      </button>
    </div>
  );
}
