// The one-file script as it ships, in a page that nobody has loaded before: from the script's first line to its last, decoding included.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../toolchains/host.js';
import { FOLDER, TOOL } from './prepare.js';

const STRATEGY = path.join(root, 'demo_store/strategy.json');
const SLOT = 'home.hero';

/** @returns {string} what `vitrine bundle` makes of the demo store's strategy */
function madeHere() {
  const out = path.join(FOLDER, 'shop.js');
  const done = spawnSync(TOOL, ['bundle', STRATEGY, '-o', out], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`vitrine bundle ${STRATEGY}: ${done.stderr.slice(0, 2000)}`);
  return readFileSync(out, 'utf8');
}

/** The slot with a template for each variant, so that deciding also shows. */
function slotText() {
  const { variants } = JSON.parse(readFileSync(STRATEGY, 'utf8')).slots[SLOT];
  const templates = variants.map(
    (/** @type {{ id: string }} */ { id }) => `<template data-vitrine-variant="${id}"><p>${id}</p></template>`,
  );
  return `<section data-vitrine-slot="${SLOT}">${templates.join('')}<p>the shop's own</p></section>`;
}

/** @param {string} script path of the script */
const pageText = script => `<!doctype html><meta charset="utf-8"><title>bundle</title><link rel="icon" href="data:,">${slotText()}<script>
async function go() {
  const told = [], note = ({ type, detail }) => told.push(type === 'vitrine:fault' ? 'fault ' + detail.name : detail.variant);
  for (const type of ['decision', 'fault']) document.addEventListener('vitrine:' + type, note);
  const element = Object.assign(document.createElement('script'), { src: '${script}' });
  element.dataset.consent = 'granted';
  const begin = performance.now();
  await new Promise((done, failed) => { element.onload = done; element.onerror = failed; document.head.append(element); });
  return { ms: window.lastLine - window.firstLine, members: told, begin, at: { firstLine, lastLine } };
}
</script>`;

/** @param {string} script as it ships; its own lines stay as they are */
const withClock = script => `window.firstLine = performance.now();\n${script}\nwindow.lastLine = performance.now();`;

/**
 * @param {string[]} beside files of other bundles, such as one of another checkout, measured in turns with this one's
 * @returns {{ files: Record<string, Buffer>, names: string[] }} names: a page /NAME.html each
 */
export function bundlePages(beside) {
  const scripts = Object.fromEntries([['bundle', madeHere()], ...beside.map((file, i) => [`bundle_${i + 2}`, readFileSync(file, 'utf8')])]);
  const files = Object.entries(scripts).flatMap(([name, script]) => [
    [`/${name}_script.js`, Buffer.from(withClock(script))],
    [`/${name}.html`, Buffer.from(pageText(`/${name}_script.js`))],
  ]);
  return { files: Object.fromEntries(files), names: Object.keys(scripts) };
}

/** @param {string[]} told by the page @returns {boolean} a decision, and no fault */
export const isDecided = told => told.length === 1 && !told[0].startsWith('fault');
