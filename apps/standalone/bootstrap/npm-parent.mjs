import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * Notices that the `npm start` that runs us was ended. npm runs us through `sh -c` and hands SIGTERM to that shell, and some
 * shells (dash) die of it without telling us; of SIGHUP and SIGKILL it dies itself. The gateway would run on and hold the
 * ports, with nobody left to stop it.
 *
 * Only npm and its shell are watched. Started in any other way, the end of whoever started us means nothing (nohup, a
 * closed login). Where there is no /proc nothing is watched; there the shell steps aside and npm's signals reach us.
 *
 * @returns {{ isGone: () => boolean, whenGone: (act: () => void) => void }}
 */
export function watchNpm() {
  const parent = process.ppid;
  const command = commandOf(parent);
  const isShell = /^\S*sh -c node \S*bootstrap\/start\.mjs[^&;|]*$/.test(command);
  const watched = isShell || /^npm (start|run)/.test(command);
  const grandparent = isShell ? parentOf(parent) : undefined;
  const isGone = () => watched && (process.ppid !== parent || (isShell && parentOf(parent) !== grandparent));
  return {
    isGone,
    whenGone: (act) => {
      if (!watched) return;
      const timer = setInterval(() => {
        if (!isGone()) return;
        clearInterval(timer);
        act();
      }, LOOK_EVERY_MS);
      timer.unref();
    },
  };
}

function commandOf(pid) {
  return tryRead(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
}

function parentOf(pid) {
  const text = tryRead(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[1];
}

function tryRead(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
