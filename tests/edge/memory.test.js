// The signed cookie (EDGE_REPORTS B1, B2, B17, B22, B28): what is valid, and that nothing else is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBytes, toText } from '../../js/src/handover/base64url.js';
import { newId, readMemory, secretsOf, writeMemory } from '../../js/src/edge/memory.js';

const NAME = '__Host-vitrine';
const [OLD, NEW, OTHER] = ['old', 'new', 'other'].map(word => word.repeat(12));
const memory = { id: newId(), snapshot: new Uint8Array([1, 2, 3, 250, 0, 7]) };
const read = (/** @type {string[]} */ values, /** @type {string[]} */ secrets = [OLD]) => readMemory(NAME, values, secrets);
const written = async (/** @type {string[]} */ secrets = [OLD], of = memory) => /** @type {string} */ (await writeMemory(of, secrets));

test('what was written is read', async () => {
  const value = await written();
  assert.match(value, /^1\.[\w-]{4}\.[\w-]{22}\.[\w-]+\.[\w-]{43}$/);
  assert.deepEqual(await read([value]), memory);
});

test('a cookie with any other character anywhere is no memory', async () => {
  const value = await written();
  for (let at = 0; at < value.length; at++) {
    for (const other of 'A_-.%;"0') {
      if (value[at] === other) continue;
      const spoiled = value.slice(0, at) + other + value.slice(at + 1);
      assert.equal(await read([spoiled]), null, spoiled);
    }
    assert.equal(await read([value.slice(0, at)]), null);
    assert.equal(await read([value.slice(0, at) + value.slice(at + 1)]), null);
  }
  for (const more of ['A', '=', '.', ' ', '\0']) assert.equal(await read([value + more]), null);
});

test('a byte that moves from one field to the next is no memory', async () => {
  const [version, key, id, snapshot, signature] = (await written()).split('.');
  assert.equal(await read([`${version}.${key}.${id}${snapshot[0]}.${snapshot.slice(1)}.${signature}`]), null);
  assert.equal(await read([`${version}.${key}.${id.slice(1)}.${id[0]}${snapshot}.${signature}`]), null);
});

test('the first secret signs, all verify, and one that is gone does not', async () => {
  const value = await written([OLD]);
  assert.deepEqual(await read([value], [NEW, OLD]), memory);
  assert.equal(await read([value], [NEW]), null);
  assert.notEqual((await written([NEW, OLD])).split('.')[1], value.split('.')[1]);
  assert.deepEqual(await read([await written([NEW, OLD])], [NEW]), memory);
});

test('a signature for another use is none', async () => {
  const value = await written();
  const signed = value.slice(0, value.lastIndexOf('.'));
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(OLD), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  for (const label of ['', 'vitrine preview ', 'vitrine visitor']) {
    const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(label + signed)));
    assert.equal(await read([`${signed}.${toText(signature)}`]), null);
  }
});

test('a planted cookie never takes the place of the valid one, and two valid ones are nobody', async () => {
  const value = await written();
  const other = await written([OLD], { id: newId(), snapshot: memory.snapshot });
  assert.deepEqual(await read(['garbage', value]), memory);
  assert.deepEqual(await read([await written([OTHER]), value]), memory);
  assert.equal(await read([value, other]), null);
  assert.equal(await read([`"${value}"`]), null);
});

test('680 bytes of snapshot fit, and name, "=" and value stay within 1,000', async () => {
  const value = await written([OLD], { ...memory, snapshot: new Uint8Array(680) });
  assert.ok(`${NAME}=${value}`.length <= 1000, `${`${NAME}=${value}`.length}`);
  assert.equal((await read([value]))?.snapshot.length, 680);
  assert.equal(await writeMemory({ ...memory, snapshot: new Uint8Array(681) }, [OLD]), null);
  assert.equal(await read([`${value}${'A'.repeat(100)}`]), null);
});

test('a cookie that is longer than 1,000 is not even verified, however well it is signed', async () => {
  const [version, key, id] = (await written()).split('.');
  const sign = await crypto.subtle.importKey('raw', new TextEncoder().encode(OLD), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signedWith = async (/** @type {number} */ length) => {
    const signed = `${version}.${key}.${id}.${toText(new Uint8Array(length))}`;
    return `${signed}.${toText(new Uint8Array(await crypto.subtle.sign('HMAC', sign, new TextEncoder().encode(`vitrine visitor ${signed}`))))}`;
  };
  assert.equal((await read([await signedWith(680)]))?.snapshot.length, 680);
  assert.equal(await read([await signedWith(700)]), null);
});

test('secrets are texts of 32 bytes or more, one to four of them', () => {
  assert.deepEqual(secretsOf(OLD), [OLD]);
  assert.deepEqual(secretsOf([NEW, OLD]), [NEW, OLD]);
  assert.deepEqual(secretsOf('é'.repeat(16)), ['é'.repeat(16)]);
  for (const bad of [undefined, '', 'x'.repeat(31), [], [OLD, 'short'], Array(5).fill(OLD)]) assert.equal(secretsOf(bad), null);
});

test('base64url has one text for the same bytes', () => {
  for (let length = 0; length < 40; length++) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    assert.deepEqual(toBytes(toText(bytes)), bytes);
  }
  for (const bad of ['A', 'AB', 'ABC', 'AA=', 'A+', 'A/', ' AA', 'é']) assert.equal(toBytes(bad), null, bad);
  assert.deepEqual(toBytes('AA'), new Uint8Array([0]));
});
