import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * Notices that the shell between npm and us was ended. `npm start` runs us through `sh -c`, hands a signal it gets to that
 * shell, and some shells (dash) die of it without telling us: the gateway would run on, with nobody left to stop it.
 *
 * Only that shell is watched. Started in any other way, the end of whoever started us means nothing (nohup, a closed login).
 *
 * @returns {{ isGone: () => boolean, whenGone: (act: () => void) => void }}
 */
export function watchNpmShell() {
  const shell = process.ppid;
  const watched = process.platform === 'linux' && /^\S*sh -c node \S*bootstrap\/start\.mjs[^&;|]*$/.test(commandOf(shell));
  const isGone = () => watched && process.ppid !== shell;
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
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  } catch {
    return '';
  }
}
