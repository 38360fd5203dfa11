// The origin's body as it comes. What is there already is taken along: in workerd a stream of our own costs several times what a whole body costs.

/** Bytes that are asked for at once. */
const PIECE = 65536;
/** Bytes that are waited for at most before the first of them leave. */
const MOST_WHOLE = 1024 * 1024;

/** @typedef {ReturnType<typeof openBody>} Body */

/** @param {ReadableStream<Uint8Array>} stream @returns {() => Promise<{ done: boolean, value?: Uint8Array }>} reads the next part */
function readerOf(stream, /** @type {{ cancel?: (reason: unknown) => Promise<void> }} */ out) {
  try {
    // A buffer of ours is filled in one turn; the other kind of reader takes two, of which the second finds the end.
    const reader = stream.getReader({ mode: 'byob' });
    out.cancel = reason => reader.cancel(reason);
    return () => reader.read(new Uint8Array(PIECE));
  } catch {
    const reader = stream.getReader();
    out.cancel = reason => reader.cancel(reason);
    return () => reader.read();
  }
}

const later = () => new Promise(done => setTimeout(done, 0));

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @param {Headers} headers of the origin
 */
export function openBody(stream, headers) {
  /** @type {{ cancel?: (reason: unknown) => Promise<void> }} */
  const out = {};
  const read = readerOf(stream, out);
  // Of an unpacked body the length says nothing.
  const told = headers.has('content-encoding') ? null : headers.get('content-length');
  const length = /^\d+$/.test(told ?? '') ? Number(told) : NaN;
  let come = 0;
  let waited = 0;
  let isDone = false;
  /** @type {Promise<void> | null} */
  let reading = null;

  async function readOn() {
    const begun = Date.now();
    const { done, value } = await read();
    waited += Date.now() - begun;
    reading = null;
    if (value && value.length > 0) body.parts.push(value);
    come += value?.length ?? 0;
    // An end that comes too early is a break, and must be seen as one.
    if (done && come < length) throw new Error('the origin broke off');
    isDone = done;
  }

  const body = {
    /** What has come, and nobody has taken. @type {Uint8Array[]} */
    parts: [],
    isDone: () => isDone,
    /** Milliseconds spent waiting for it. */
    waited: () => waited,

    /** One part more, or the end. Rejects where the origin breaks off. */
    more() {
      reading ??= readOn();
      return reading;
    },

    /** All that is there already, or comes before anything else does. */
    async soon() {
      while (!isDone && come < MOST_WHOLE) {
        // A break is told to who reads on.
        const more = body.more().then(
          () => true,
          () => false,
        );
        if (!(await Promise.race([more, later().then(() => false)]))) return;
      }
    },

    /** @param {unknown} [reason] who waited has left */
    cancel: reason => /** @type {(reason: unknown) => Promise<void>} */ (out.cancel)(reason),
  };
  return body;
}

/** @param {Uint8Array[]} parts @returns {Uint8Array} */
export function joined(parts) {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
