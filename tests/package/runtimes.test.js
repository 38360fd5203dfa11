// The installed package at work: every entry imported, typed, bundled, and the same answer in Node, Deno, workerd and Chromium.
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createEngine } from '../../js/src/engine.js';
import { openBrowser, readIn, visiting, waitFor } from '../browser/chromium.js';
import { hero, openShop, pageText, WAITING } from '../browser/shop.js';
import { compiled } from '../js/packs.js';
import { entriesOf, filesIn, install, modulesOf, mustRun, pack, root, run } from './packed.js';
import { bundled, inDeno, inNode, inWorkerd } from './runtimes.js';

const STRATEGY = fileURLToPath(new URL('../js/fixtures/strategy.json', import.meta.url));
const fixture = (/** @type {string} */ name) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** @type {import('../browser/chromium.js').Browser} */
let browser;
/** @type {import('../browser/shop.js').Shop} */
let shop;
/** @type {ReturnType<typeof install>} */
let project;
/** What use() says of the engine as it stands in the repository. @type {string} */
let expected;
before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop()]);
  project = install(pack());
  const { pack: shopPack } = compiled(STRATEGY);
  writeFileSync(path.join(project.folder, 'shop.pack'), shopPack);
  copyFileSync(fixture('use.js'), path.join(project.folder, 'use.js'));
  const { use } = await import(pathToFileURL(path.join(project.folder, 'use.js')).href);
  expected = use(await createEngine({ pack: shopPack }));
});
after(async () => {
  await browser.close();
  await shop.close();
});

/** Runs a module in the project. @param {string} code @param {string[]} [flags] */
const evaluated = (code, flags = []) =>
  mustRun(process.execPath, [...flags, '--input-type=module', '--eval', code], { cwd: project.folder }).trim();

/** @returns {Record<string, string[]>} what each module exports in Node */
const exportedNames = () =>
  JSON.parse(
    evaluated(`const names = {};
for (const name of ${JSON.stringify(modulesOf(project.manifest))}) names[name] = Object.keys(await import(name)).sort();
console.log(JSON.stringify(names));`),
  );

test('every entry can be imported in Node, that of the browser too, and each gives what it is there for', () => {
  const names = exportedNames();
  assert.deepEqual(names, {
    ...names, // entries that are not named here must give something, and what their types say (below)
    vitrine: ['start'],
    'vitrine/engine': ['createEngine'],
    'vitrine/module': ['default'],
    'vitrine/core': ['default'],
    'vitrine/consent': ['gpp', 'shopify', 'tcf'],
  });
  for (const [name, given] of Object.entries(names)) assert.ok(given.length > 0, `${name} gives nothing`);
});

test('where there is no page, start() of the browser module is null', () => {
  assert.equal(evaluated("import { start } from 'vitrine'; console.log(await start({ strategy: '/shop.pack' }));"), 'null');
});

test('entries that are files are the files themselves', () => {
  const others = entriesOf(project.manifest).filter(name => !modulesOf(project.manifest).includes(name));
  assert.deepEqual(others, ['vitrine/vitrine.wasm', 'vitrine/vitrine-edge.wasm', 'vitrine/package.json']);
  const found = evaluated(
    "console.log(import.meta.resolve('vitrine/vitrine.wasm') + ' ' + import.meta.resolve('vitrine/dist/vitrine.js'))",
  );
  assert.deepEqual(
    found.split(' ').map(url => path.relative(project.inside, fileURLToPath(url))),
    ['dist/vitrine.wasm', 'dist/vitrine.js'],
  );
});

test('each runtime finds its own way to the Wasm module', () => {
  const found = (/** @type {string[]} */ ...conditions) =>
    path.basename(
      evaluated(
        "console.log(import.meta.resolve('vitrine/module'))",
        conditions.map(name => `--conditions=${name}`),
      ),
    );
  assert.deepEqual(
    { workerd: found('workerd', 'worker', 'browser'), edge: found('edge-light'), deno: found('deno'), node: found() },
    { workerd: 'workerd.js', edge: 'edge_light.js', deno: 'file.js', node: 'file.js' },
  );
});

/** @type {[string, string[]][]} */
const WAYS = [
  ['nodenext', ['--module', 'nodenext', '--moduleResolution', 'nodenext']],
  ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
];

/** Our declarations are checked too: nothing is skipped. @param {string[]} way @param {string} file */
const checked = (way, file) => {
  const strict = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable', '--types', ''];
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const { status, out } = run(process.execPath, [tsc, ...strict, ...way, file], { cwd: project.folder });
  return { status, out };
};

for (const [name, way] of WAYS) {
  test(`TypeScript takes an application that uses the package, and finds what is wrong in it (${name})`, () => {
    copyFileSync(fixture('consumer.ts'), path.join(project.folder, 'consumer.ts'));
    assert.deepEqual(checked(way, 'consumer.ts'), { status: 0, out: '' });
  });

  test(`each entry is typed with the names that it has, no more and no fewer (${name})`, () => {
    const lines = Object.entries(exportedNames()).map(
      ([entry, names], at) => `import * as m${at} from '${entry}';
export const e${at}: { [Name in keyof typeof m${at}]: unknown } = { ${names.map(each => `${each}: 0`).join(', ')} };\n`,
    );
    writeFileSync(path.join(project.folder, 'names.ts'), lines.join(''));
    assert.deepEqual(checked(way, 'names.ts'), { status: 0, out: '' });
  });
}

/** What a runtime says: that it has the module, and the answer of each core. */
const bothCores = () => `[object WebAssembly.Module]\n${expected}\n${expected}`;

test('both cores give the answer of the repository in Node', () => assert.equal(inNode(project.folder), bothCores()));
test('both cores give it in Deno, which may read nothing but the project', () => assert.equal(inDeno(project.folder), bothCores()));
test('both cores give it in workerd, the Wasm one imported as a module', async () =>
  assert.equal(await inWorkerd(project.folder), bothCores()));

test('the answer is one: the event enters its segments, and the decision follows', () => {
  const { changes, variant, reason } = JSON.parse(expected);
  assert.deepEqual(changes, { entered: ['viewer', '4'], left: [] });
  assert.deepEqual([variant, reason], ['for_viewers', 'TARGETING_MATCH']);
});

/** Puts files under an address of the shop. @param {string} folder @param {Iterable<[string, Buffer]>} files */
function serve(folder, files) {
  for (const [name, content] of files) shop.pages.set(`${folder}/${name}`, { type: path.extname(name).slice(1), parts: [content] });
}

test('bundled into an application, both cores give the answer in Chromium', () =>
  visiting(browser, async ({ page, errors }) => {
    const code = `import { createEngine } from 'vitrine/engine';
import address from 'vitrine/vitrine.wasm';
import { use } from './use.js';
const bytes = async url => (await fetch(new URL(url, import.meta.url))).arrayBuffer();
const pack = await bytes('shop.pack');
globalThis.said = use(await createEngine({ module: await bytes(address), pack })) + '\\n' + use(await createEngine({ pack }));`;
    const files = await bundled(project.folder, code);
    assert.deepEqual([...files.keys()].sort(), ['app.js', 'vitrine.wasm']);
    serve('/engine', [...files, ['shop.pack', readFileSync(path.join(project.folder, 'shop.pack'))]]);
    shop.pages.set('/engine', { parts: ['<!doctype html><meta charset="utf-8"><script type="module" src="/engine/app.js"></script>'] });
    await page.goto(`${shop.origin}/engine`);
    await page.waitForFunction('globalThis.said');
    assert.equal(await page.evaluate('said'), `${expected}\n${expected}`);
    assert.deepEqual(errors, []);
  }));

test('not bundled at all, the browser finds the module by an import map', () =>
  visiting(browser, async ({ page, errors }) => {
    serve(
      '/modules',
      filesIn(project.inside).map(file => [file, readFileSync(path.join(project.inside, file))]),
    );
    const imports = { 'vitrine/engine': '/modules/src/engine.js', 'vitrine/module': '/modules/src/module/browser.js' };
    shop.pages.set('/mapped/use.js', { type: 'js', parts: [readFileSync(fixture('use.js'))] });
    shop.pages.set('/mapped/shop.pack', { type: 'pack', parts: [readFileSync(path.join(project.folder, 'shop.pack'))] });
    shop.pages.set('/mapped', {
      parts: [
        `<!doctype html><meta charset="utf-8"><script type="importmap">${JSON.stringify({ imports })}</script><script type="module">
import { createEngine } from 'vitrine/engine';
import module from 'vitrine/module';
import { use } from '/mapped/use.js';
const pack = await (await fetch('/mapped/shop.pack')).arrayBuffer();
globalThis.said = String(module) + use(await createEngine({ module, pack }));
</script>`,
      ],
    });
    await page.goto(`${shop.origin}/mapped`);
    await page.waitForFunction('globalThis.said');
    assert.equal(await page.evaluate('said'), `[object WebAssembly.Module]${expected}`);
    assert.deepEqual(errors, []);
  }));

for (const [where, option] of [
  ['beside the application', ''],
  ['where `core` says', ", core: '/vitrine/'"],
]) {
  test(`an application that starts the page's host itself finds the core ${where}`, () =>
    visiting(browser, async ({ page, errors }) => {
      const code = `import { start } from 'vitrine';
import { tcf } from 'vitrine/consent';
globalThis.vitrine = await start({ strategy: '/vitrine/shop.pack', consent: 'granted', sources: { tcf }${option} });`;
      const files = await bundled(project.folder, code);
      const folder = option ? '/elsewhere' : '/application';
      const beside = /** @type {[string, Buffer]} */ (['vitrine.wasm', readFileSync(path.join(project.inside, 'dist/vitrine.wasm'))]);
      serve(folder, option ? files : [...files, beside]);
      const script = `<script type="module" src="${folder}/app.js"></script>`;
      shop.pages.set(folder, { parts: [pageText({ type: 'sale', head: script, body: hero(WAITING) })] });
      await page.goto(shop.origin + folder);
      await waitFor(page, 'ready');
      assert.equal(await readIn(page), '#0000ff');
      const core = shop.asked.filter(each => each.endsWith('vitrine.wasm')).at(-1);
      assert.equal(core, option ? '/vitrine/vitrine.wasm' : '/application/vitrine.wasm');
      assert.deepEqual(errors, []);
    }));
}

test('a bundler leaves out what is imported and not used, but for the browser module, which may start itself', async () => {
  const kept = async (/** @type {string} */ entry) => {
    const files = await bundled(project.folder, `import '${entry}';`, { minify: true, loader: { '.wasm': 'empty' } });
    return (files.get('app.js')?.length ?? 0) > 10;
  };
  const entries = modulesOf(project.manifest).filter(name => name !== 'vitrine');
  assert.deepEqual(
    await Promise.all(entries.map(async name => [name, await kept(name)])),
    entries.map(name => [name, false]),
  );
  assert.equal(await kept('vitrine'), true);
});

test('every entry can be bundled for the browser', async () => {
  for (const name of modulesOf(project.manifest)) {
    const files = await bundled(project.folder, `export * from '${name}'; export * as whole from '${name}';`);
    assert.ok((files.get('app.js')?.length ?? 0) > 50, name);
  }
});
