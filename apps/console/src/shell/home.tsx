import { Navigate } from 'react-router';
import { useMessages } from '../language/index.js';
import { Empty } from '../pieces/index.js';
import { placesOf } from './navigation.js';
import { useSession } from './session.js';

/** Where somebody begins: the first page that is their work. */
export function Home() {
  const { shell } = useMessages();
  const [first] = placesOf(useSession().roles);
  return first === undefined ? <Empty>{shell.nothingForRole}</Empty> : <Navigate to={first.path} replace />;
}
