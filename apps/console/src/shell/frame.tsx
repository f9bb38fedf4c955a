import { Suspense, useEffect, useState } from 'react';
import { NavLink, Outlet, useLocation, useNavigation } from 'react-router';
import { answered, api, watchConnection } from '../api/index.js';
import { useLanguage, wordOf } from '../language/index.js';
import { Loading } from '../pieces/index.js';
import { placesOf } from './navigation.js';
import { useSession } from './session.js';

/** What stays while pages change: where one can go, who is signed in, and whether what is shown is current. */
export function Frame() {
  const { messages, change } = useLanguage();
  const { shell, words } = messages;
  const { displayName, courtCode, roles } = useSession();
  const moving = useNavigation().state === 'loading';
  const { pathname } = useLocation();
  const places = placesOf(roles);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {shell.skip}
      </a>
      <header className="top">
        <span className="brand">{shell.title}</span>
        <nav aria-label={shell.navigation}>
          {places.map(({ path, name }) => (
            <NavLink key={path} to={path}>
              {shell[name]}
            </NavLink>
          ))}
        </nav>
        <span className="who" title={roles.map((role) => wordOf(words.role, role)).join('、')}>
          {displayName}
          {courtCode !== undefined && <span className="quiet-on-dark"> {courtCode}</span>}
        </span>
        <button type="button" className="plain" lang={shell.language === 'English' ? 'en' : 'zh-CN'} aria-label={shell.languageLabel} onClick={change}>
          {shell.language}
        </button>
        <button type="button" className="plain" onClick={() => void signOut()}>
          {shell.signOut}
        </button>
      </header>
      <ConnectionStrip />
      <main id="content" tabIndex={-1} aria-busy={moving} key={pathname.split('/')[1]}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

async function signOut(): Promise<void> {
  const { continueAt } = await answered(api.POST('/auth/logout', { params: { header: { 'x-chakong-page': '1' } } }));
  location.assign(continueAt ?? '/console/');
}

/** Says so when the network or the gateway is away; gone as soon as a call is answered again. */
function ConnectionStrip() {
  const { messages: { shell } } = useLanguage();
  const [offline, setOffline] = useState(!navigator.onLine);
  const [unreachable, setUnreachable] = useState(false);
  useEffect(() => {
    const look = (): void => setOffline(!navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    const stop = watchConnection((connection) => setUnreachable(connection === 'unreachable'));
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
      stop();
    };
  }, []);
  // While nothing else is asked, somebody has to find out that it is back.
  useEffect(() => {
    if (!unreachable) return;
    const timer = setInterval(() => void api.GET('/auth/session').catch(() => undefined), 3000);
    return () => clearInterval(timer);
  }, [unreachable]);
  if (!offline && !unreachable) return null;
  return (
    <div className="strip strip-warn" role="status">
      {offline ? shell.offline : shell.unreachable}
    </div>
  );
}
