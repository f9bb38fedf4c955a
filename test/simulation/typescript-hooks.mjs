/**
 * Lets plain Node.js load the TypeScript sources of the simulation and of what it tests, without a build: `node --import`. Given mutations
 * (`test/simulation/mutations.mjs`), it changes the named source before it is compiled.
 */
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const { mutation } = globalThis.simulation ?? {};
const changes = mutation === undefined ? [] : [mutation, { file: mutation.file, ...mutation.also }, mutation.elsewhere].filter((change) => change?.was !== undefined);

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
  return changes.filter(({ file }) => new URL(file, ROOT).href === url).reduce((mutated, { was, is }) => {
    const times = mutated.split(was).length - 1;
    if (times !== 1) throw new Error(`mutation "${mutation.name}": what is to be changed stands ${times} times in ${url}: ${was}`);
    return mutated.replace(was, () => is);
  }, text);
}
