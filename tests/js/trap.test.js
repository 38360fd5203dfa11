// A core that traps: the call says so once, and every visitor goes on from its last snapshot in a new instance.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeFullEngine } from '../../js/src/host/full_engine.js';
import { compiled, distFile } from './packs.js';

/** @typedef {import('../../js/src/host/core.js').CoreExports} CoreExports */

const { pack, names } = compiled(fileURLToPath(new URL('fixtures/strategy.json', import.meta.url)));
const module = new WebAssembly.Module(distFile('vitrine.wasm'));
const TEN = Date.parse('2026-11-22T10:00:00Z') / 1000;
const VIEW = { event: 'view_item', time: TEN };

/** A core whose next call of a name can be made to trap as Wasm does. */
function fragileCore() {
  let instances = 0;
  let doomed = '';
  const instantiate = () => {
    instances++;
    const core = /** @type {any} */ (new WebAssembly.Instance(module).exports);
    const fragile = Object.entries(core).map(([name, value]) => {
      if (typeof value !== 'function') return [name, value];
      const call = (/** @type {any[]} */ ...args) => {
        if (doomed !== name) return value(...args);
        doomed = '';
        throw new WebAssembly.RuntimeError('unreachable');
      };
      return [name, call];
    });
    return /** @type {CoreExports} */ (Object.fromEntries(fragile));
  };
  return {
    instantiate,
    instances: () => instances,
    doom(/** @type {string} */ name) {
      doomed = name;
    },
  };
}

for (const call of ['vt_ingest', 'vt_advance', 'vt_segments', 'vt_decide', 'vt_rank', 'vt_snapshot', 'vt_next_change', 'vt_purposes']) {
  test(`a trap in ${call} costs one answer`, () => {
    const core = fragileCore();
    const engine = makeFullEngine(core.instantiate, pack, names);
    const visitor = engine.visitor({ id: 'one' });
    visitor.ingest(VIEW);
    const snapshot = visitor.snapshot();
    const other = engine.visitor({ id: 'two' });
    visitor.ingest({ event: 'cart_update', time: TEN + 5, quantity: 1, value: 100 });

    core.doom(call);
    const failing = () => {
      visitor.ingest({ ...VIEW, time: TEN + 9 });
      visitor.advance(TEN + 10);
      visitor.segments();
      visitor.decide('home.hero');
      visitor.rank('category.grid', [{ item_id: 'a' }]);
      visitor.nextChange();
      visitor.withdraw('ads');
      visitor.snapshot();
    };
    assert.throws(failing, { name: 'VitrineTrap' });
    assert.equal(core.instances(), 2);

    assert.deepEqual(visitor.segments(), ['viewer']);
    if (call !== 'vt_purposes' && call !== 'vt_snapshot') assert.deepEqual(visitor.snapshot(), snapshot);
    assert.deepEqual(other.segments(), []);
    assert.deepEqual(other.ingest(VIEW).entered, ['viewer']);
    assert.equal(core.instances(), 2);
  });
}

test('a core that cannot be made anew says so at every call, and each tries again', () => {
  const core = fragileCore();
  let isBroken = false;
  const engine = makeFullEngine(
    () => {
      if (isBroken) throw new Error('no memory');
      return core.instantiate();
    },
    pack,
    names,
  );
  const visitor = engine.visitor();
  visitor.ingest(VIEW);
  visitor.snapshot();
  isBroken = true;
  core.doom('vt_decide');
  assert.throws(() => visitor.decide('home.hero'), { name: 'VitrineTrap' });
});
