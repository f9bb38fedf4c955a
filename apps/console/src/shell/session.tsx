import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { answered, api, ApiProblem, watchConnection, type Schema } from '../api/index.js';
import { useMessages } from '../language/index.js';
import { Loading, ProblemNote } from '../pieces/index.js';

export type Session = Schema<'SignedInDto'>;

const Current = createContext<Session | undefined>(undefined);

/** Who is signed in. */
export function useSession(): Session {
  const session = useContext(Current);
  if (session === undefined) throw new Error('shown without a session');
  return session;
}

/** Shows the page to whoever is signed in, and the way to sign in to everybody else. Where somebody was is not lost when the session ends. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['session'], queryFn: ({ signal }) => answered(api.GET('/auth/session', { signal })), staleTime: Infinity });
  const [over, setOver] = useState(false);
  useEffect(() => watchConnection((connection) => connection === 'signed-out' && setOver(true)), []);
  if (data !== undefined) {
    return (
      <Current value={data}>
        {over && <SessionOver />}
        {children}
      </Current>
    );
  }
  if (isPending) return <Loading />;
  if (error instanceof ApiProblem && error.document.status === 401) return <SignIn />;
  return (
    <main className="alone">
      <ProblemNote error={error} onRetry={() => void refetch()} />
    </main>
  );
}

function signInAddress(): string {
  return `/auth/login?returnTo=${encodeURIComponent(location.pathname + location.search)}`;
}

function SignIn() {
  const { shell } = useMessages();
  return (
    <main className="alone">
      <h1>{shell.title}</h1>
      <p>{shell.signInText}</p>
      <a className="main-link" href={signInAddress()}>
        {shell.signIn}
      </a>
    </main>
  );
}

function SessionOver() {
  const { shell } = useMessages();
  return (
    <div className="strip strip-bad" role="alert">
      <strong>{shell.signedOut}</strong> {shell.signedOutText} <a href={signInAddress()}>{shell.signInAgain}</a>
    </div>
  );
}
