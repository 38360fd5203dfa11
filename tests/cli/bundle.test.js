// bundle: the parts inside the script are the bytes they were, wherever the script stands.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';
import { folderFor, strategy, vitrine } from './tool.js';

// A host that hands out what it was given, and cores with every pair of bytes that may go wrong in a script or in HTML.
const host = '(()=>{var p="__VITRINE_PACK__",w=\'__VITRINE_WASM__\',c=`__VITRINE_CORE__`;given=[p,w,c]})();\n';
const everyByte = Buffer.from(Array.from({ length: 256 * 8 }, (_, i) => (i * 37 + (i >> 8) * 11) & 255));
const wasm = Buffer.concat([
  everyByte,
  Buffer.from('</script><!--<script>\x001\r\n\r"\\`$'),
  Buffer.from(Array.from({ length: 256 }, (_, i) => [i, 0x30]).flat()),
]);
const core = Buffer.from('export default "é\u2028</SCRIPT>";');

/** @param {import('node:test').TestContext} t @param {string[]} options */
function bundle(t, options) {
  const files = folderFor(t);
  mkdirSync(files.path('dist'));
  for (const [name, content] of /** @type {[string, string | Buffer][]} */ ([
    ['bundle_host.js', host],
    ['vitrine.wasm', wasm],
    ['vitrine-core.js', core],
  ]))
    files.write(`dist/${name}`, content);
  const path = files.write('s.json', strategy);
  vitrine(['compile', path, '-o', files.path('s.pack')]);
  const result = vitrine(['bundle', path, '-o', files.path('shop.js'), '--dist', files.path('dist'), ...options]);
  assert.equal(result.status, 0, result.err);
  const script = files.read('shop.js');
  const world = vm.createContext({ given: [] });
  vm.runInContext(script, world);
  return {
    ...result,
    script,
    pack: readFileSync(files.path('s.pack')),
    given: Array.from(world.given, (/** @type {string} */ text) => Buffer.from(text, 'latin1')),
  };
}

test('by default pack and WebAssembly core are inside, each byte one code point', t => {
  const { given, pack } = bundle(t, []);
  assert.deepEqual(given, [pack, wasm, Buffer.alloc(0)]);
});

test('--core js has the JavaScript core instead, both has both', t => {
  assert.deepEqual(bundle(t, ['--core', 'js']).given.slice(1), [Buffer.alloc(0), core]);
  assert.deepEqual(bundle(t, ['--core', 'both']).given.slice(1), [wasm, core]);
});

test('inlined into a page, nothing in the script ends it or is changed by the HTML parser', t => {
  const { script } = bundle(t, ['--core', 'both']);
  assert.doesNotMatch(script, /<\/script|<!--|<script/i);
  assert.doesNotMatch(script, /[\0\r]/);
});

test('the integrity that is printed is the SHA-384 of the file', t => {
  const { out, script } = bundle(t, []);
  const hash = createHash('sha384').update(script).digest('base64');
  assert.match(out, new RegExp(`^integrity="sha384-${hash.replace(/[+/]/g, '\\$&')}"$`, 'm'));
  assert.match(out, new RegExp(`shop\\.js: ${Buffer.byteLength(script)} bytes`));
  const { out: json, script: again } = bundle(t, ['--json']);
  assert.deepEqual(JSON.parse(json).integrity, `sha384-${createHash('sha384').update(again).digest('base64')}`);
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
