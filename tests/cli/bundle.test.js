// bundle: the parts inside the script are the bytes they were, wherever the script stands.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';
import { folderFor, strategy, vitrine } from './tool.js';

// A host that hands out what it was given, and cores with every pair of bytes that may go wrong in a script or in HTML.
const host =
  '(()=>{var p="__VITRINE_PACK__",w=\'__VITRINE_WASM__\',c=`__VITRINE_CORE__`;sources="__VITRINE_SOURCES__";given=[p,w,c]})();\n';
const everyByte = Buffer.from(Array.from({ length: 256 * 8 }, (_, i) => (i * 37 + (i >> 8) * 11) & 255));
const wasm = Buffer.concat([
  everyByte,
  Buffer.from('</script><!--<script>\x001\r\n\r"\\`$'),
  Buffer.from(Array.from({ length: 256 }, (_, i) => [i, 0x30]).flat()),
]);
const core = Buffer.from('export default "é\u2028</SCRIPT>";');

/** @param {import('node:test').TestContext} t @param {string[]} options @param {string} [name] of the script */
function bundled(t, options, name = 'shop.js') {
  const files = folderFor(t);
  mkdirSync(files.path('dist'));
  for (const [name, content] of /** @type {[string, string | Buffer][]} */ ([
    ['bundle_host.js', host],
    ['vitrine.wasm', wasm],
    ['vitrine-core.js', core],
    ['consent_tcf.js', '(()=>"a"+1)()'],
    ['consent_gpp.js', '(()=>"b,c")()'],
    ['collect_schema.js', 'export default (()=>"d"+2)()'],
    ['collect_segment.js', 'export default (()=>"e")()'],
    ['collect_shopify.js', '(()=>"no module")()'],
    ['arrive.js', 'export default (()=>"f"+3)()'],
  ]))
    files.write(`dist/${name}`, content);
  const path = files.write('s.json', strategy);
  vitrine(['compile', path, '-o', files.path('s.pack')]);
  const result = vitrine(['bundle', path, '-o', files.path(name), '--dist', files.path('dist'), ...options]);
  return { files, result };
}

/** @param {import('node:test').TestContext} t @param {string[]} options @param {string} [name] of the script */
function bundle(t, options, name) {
  const { files, result } = bundled(t, options, name);
  assert.equal(result.status, 0, result.err);
  const made = readdirSync(files.path('.')).filter(file => !['dist', 's.json', 's.pack'].includes(file));
  assert.equal(made.length, 1, made.join());
  const script = files.read(made[0]);
  const world = vm.createContext({ given: [], sources: null });
  vm.runInContext(script, world);
  return {
    ...result,
    made: made[0],
    script,
    sources: /** @type {Record<string, any>} */ ({ ...world.sources }),
    pack: readFileSync(files.path('s.pack')),
    given: Array.from(world.given, (/** @type {string} */ text) => Buffer.from(text, 'latin1')),
  };
}

/** @param {string} script */
const integrityOf = script => `sha384-${createHash('sha384').update(script).digest('base64')}`;
/** @param {string} name as in an address @param {string} script */
const tagOf = (name, script) => `<script async src="/vitrine/${name}" integrity="${integrityOf(script)}" crossorigin="anonymous"></script>`;

test('by default pack and WebAssembly core are inside, each byte one code point', t => {
  const { given, pack } = bundle(t, []);
  assert.deepEqual(given, [pack, wasm, Buffer.alloc(0)]);
});

test('--core js has the JavaScript core instead, both has both', t => {
  assert.deepEqual(bundle(t, ['--core', 'js']).given.slice(1), [Buffer.alloc(0), core]);
  assert.deepEqual(bundle(t, ['--core', 'both']).given.slice(1), [wasm, core]);
});

test('--consent puts in the sources that are named, as code, and without it there are none', t => {
  assert.deepEqual(bundle(t, []).sources, {});
  assert.deepEqual(bundle(t, ['--consent', 'tcf']).sources, { tcf: 'a1' });
  assert.deepEqual(bundle(t, ['--consent', 'gpp,tcf']).sources, { gpp: 'b,c', tcf: 'a1' });
  const files = folderFor(t);
  const other = vitrine(['bundle', files.write('s.json', strategy), '-o', files.path('shop.js'), '--consent', 'cookiebot']);
  assert.equal(other.status, 2);
  assert.match(other.err, /cookiebot.*tcf/);
});

test('--collect puts in the collectors that are named, as code, in their order beside the sources of consent', t => {
  const { sources } = bundle(t, ['--collect', 'segment,schema', '--consent', 'tcf']);
  assert.deepEqual([sources.tcf, ...sources.collect], ['a1', 'e', 'd2']);
  const other = bundled(t, ['--collect', 'matomo']).result;
  assert.equal(other.status, 2);
  assert.match(other.err, /matomo.*segment/);
});

test('a collector of another version is told with what to do', t => {
  const { result } = bundled(t, ['--collect', 'shopify']);
  assert.equal(result.status, 2);
  assert.match(result.err, /collect_shopify\.js does not begin with .*another version.*build the browser files again/);
  const missing = bundled(t, ['--collect', 'engagement']).result;
  assert.equal(missing.status, 2);
  assert.match(missing.err, /collect_engagement\.js: cannot be read/);
});

test('--edge puts in what pages of the edge need, and so does the strategy’s own word', t => {
  assert.equal(bundle(t, []).sources.edge, undefined);
  assert.equal(bundle(t, ['--edge']).sources.edge, 'f3');
  const files = folderFor(t);
  mkdirSync(files.path('dist'));
  files.write('dist/bundle_host.js', host);
  files.write('dist/vitrine.wasm', wasm);
  const path = files.write('s.json', strategy.replace('{', '{"edge": true,'));
  const { status, err } = vitrine(['bundle', path, '-o', files.path('shop.js'), '--dist', files.path('dist')]);
  assert.deepEqual([status, /arrive\.js: cannot be read/.test(err)], [2, true], err);
});

test('inlined into a page, nothing in the script ends it or is changed by the HTML parser', t => {
  const { script } = bundle(t, ['--core', 'both']);
  assert.doesNotMatch(script, /<\/script|<!--|<script/i);
  assert.doesNotMatch(script, /[\0\r]/);
});

test('the integrity that is printed is the SHA-384 of the file', t => {
  const { out, script } = bundle(t, []);
  assert.match(out, new RegExp(`shop\\.js: ${Buffer.byteLength(script)} bytes`));
  assert.equal(out.split('\n').at(-2), tagOf('shop.js', script));
  const { out: json, script: again } = bundle(t, ['--json']);
  const { integrity, tag } = JSON.parse(json);
  assert.deepEqual([integrity, tag], [integrityOf(again), tagOf('shop.js', again)]);
});

test('on standard output the script comes alone, and its hash is told beside it', t => {
  const files = folderFor(t);
  mkdirSync(files.path('dist'));
  files.write('dist/bundle_host.js', host);
  files.write('dist/vitrine.wasm', wasm);
  const { status, out, err } = vitrine(['bundle', files.write('s.json', strategy), '-o', '-', '--dist', files.path('dist')]);
  assert.equal(status, 0);
  assert.ok(out.startsWith('(()=>{var p="') && out.endsWith('})();\n'));
  assert.equal(err.split('\n').at(-2), `integrity="${integrityOf(out)}"`);
});

test('the versions that are printed are those of the package, the core and the pack', t => {
  const { version } = JSON.parse(readFileSync(new URL('../../js/package.json', import.meta.url), 'utf8'));
  const told = /interface (\d+)/.exec(vitrine(['--version']).out)?.[1];
  const { out, pack } = bundle(t, []);
  const [core, form] = [Number(told), pack.readUInt16LE(4)];
  assert.ok(out.includes(`\nvitrine ${version}, core interface ${core}, pack version ${form}\n`), out);
  const { core_interface, pack_version, ...json } = JSON.parse(bundle(t, ['--json']).out);
  assert.deepEqual([json.version, core_interface, pack_version], [version, core, form]);
});

test('%h in the name of the file becomes a hash of what is in it, and a name is an address in the tag', t => {
  const hashOf = (/** @type {string} */ script) => createHash('sha384').update(script).digest('hex').slice(0, 16);
  const { made, script, out } = bundle(t, [], 'shop.%h.js');
  assert.equal(made, `shop.${hashOf(script)}.js`);
  assert.equal(out.split('\n').at(-2), tagOf(made, script));
  const other = bundle(t, ['--core', 'js'], 'shop.%h.js');
  assert.equal(other.made, `shop.${hashOf(other.script)}.js`);
  assert.notEqual(other.made, made);
  const odd = bundle(t, [], 'a "shop" & %h%h é.js');
  const twice = hashOf(odd.script).repeat(2);
  assert.equal(odd.made, `a "shop" & ${twice} é.js`);
  assert.equal(odd.out.split('\n').at(-2), tagOf(`a%20%22shop%22%20%26%20${twice}%20%C3%A9.js`, odd.script));
});

test('%h in the name of a folder is a name like any other', t => {
  const files = folderFor(t);
  for (const folder of ['dist', '%h']) mkdirSync(files.path(folder));
  files.write('dist/bundle_host.js', host);
  files.write('dist/vitrine.wasm', wasm);
  const path = files.write('s.json', strategy);
  const { status } = vitrine(['bundle', path, '-o', files.path('%h/shop.js'), '--dist', files.path('dist')]);
  assert.equal(status, 0);
  assert.ok(files.read('%h/shop.js').startsWith('(()=>{'));
});

test('--help names the cores that there are', () => {
  const { out } = vitrine(['bundle', '--help']);
  for (const core of ['wasm', 'js', 'both']) assert.match(out, new RegExp(`^ +${core}  `, 'm'));
  assert.doesNotMatch(out, /\bcut\b|\bgeneral\b/);
});

test('missing browser files, and a host of another version, are told with what to do', t => {
  const files = folderFor(t);
  const path = files.write('s.json', strategy);
  const missing = vitrine(['bundle', path, '-o', files.path('shop.js'), '--dist', files.path('none')]);
  assert.equal(missing.status, 2);
  assert.match(missing.err, /none\/bundle_host\.js: cannot be read: .*npm run build.*--dist/);
  mkdirSync(files.path('dist'));
  files.write('dist/bundle_host.js', 'var p="__VITRINE_PACK__"');
  files.write('dist/vitrine.wasm', wasm);
  const other = vitrine(['bundle', path, '-o', files.path('shop.js'), '--dist', files.path('dist')]);
  assert.equal(other.status, 2);
  assert.match(other.err, /no place for __VITRINE_WASM__: it is of another version/);
});

test('a strategy with errors makes no bundle', t => {
  const files = folderFor(t);
  const { status, err } = vitrine([
    'bundle',
    files.write('s.json', '{"nam":1}'),
    '-o',
    files.path('shop.js'),
    '--dist',
    files.path('none'),
  ]);
  assert.equal(status, 1);
  assert.match(err, /s\.json:1:\d+: error/);
});
