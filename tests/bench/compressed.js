// In front of the demo store: its texts compressed, as a shop sends them, and its script hung where that is asked for.
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';

const IS_TEXT = /^(text\/|application\/(javascript|json)|image\/svg)/;
const SCRIPT = '/vitrine/shop.js';

/** @param {string} origin */
export async function compressedStore(origin) {
  /** Texts that were compressed before: the store's files do not change while it is measured. @type {Map<string, Buffer>} */
  const known = new Map();
  let isHung = false;

  /** @param {Buffer} body */
  function compressed(body) {
    const key = body.toString('latin1');
    const made = known.get(key) ?? brotliCompressSync(body);
    known.set(key, made);
    return made;
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async function answer(request, response) {
    if (isHung && request.url === SCRIPT) return; // neither answered nor refused
    const { cookie = '', accept = '*/*' } = request.headers;
    const got = await fetch(origin + request.url, { headers: { cookie, accept, 'accept-encoding': 'identity' }, redirect: 'manual' });
    const body = Buffer.from(await got.arrayBuffer());
    for (const [name, value] of got.headers)
      if (!/^(content-length|transfer-encoding|connection|set-cookie)$/.test(name)) response.setHeader(name, value);
    response.setHeader('set-cookie', got.headers.getSetCookie());
    const isText = body.length > 0 && IS_TEXT.test(got.headers.get('content-type') ?? '');
    if (isText) response.setHeader('content-encoding', 'br');
    response.writeHead(got.status).end(isText ? compressed(body) : body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(error => response.destroy(error));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    /** @param {boolean} given */
    hang(given) {
      isHung = given;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
