/**
 * Lets plain Node.js load the TypeScript sources of the simulation and of what it tests, without a build: `node --import`. Given mutations
 * (`test/simulation/mutations.mjs`), it changes the named source before it is compiled.
 */
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const { mutation } = globalThis.simulation ?? {};

registerHooks({
  resolve(specifier, context, next) {
    const folder = /^#(contracts|libs)\/([\w-]+)$/.exec(specifier);
    if (folder !== null) return { url: new URL(`${folder[1]}/${folder[2]}/index.ts`, ROOT).href, shortCircuit: true };
    if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.startsWith(ROOT.href) && !context.parentURL.includes('/node_modules/')) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(source)) return { url: source.href, shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith(ROOT.href) || !url.endsWith('.ts')) return next(url, context);
    const { code } = transformSync(source(url), { filename: fileURLToPath(url), swcrc: true, configFile: fileURLToPath(new URL('.swcrc', ROOT)), sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

function source(url) {
  const text = readFileSync(new URL(url), 'utf8');
  if (mutation === undefined || pathToFileURL(fileURLToPath(new URL(mutation.file, ROOT))).href !== url) return text;
  if (text.split(mutation.was).length !== 2) throw new Error(`mutation "${mutation.name}": "${mutation.was}" stands ${text.split(mutation.was).length - 1} times in ${mutation.file}`);
  return text.replace(mutation.was, () => mutation.is);
}
