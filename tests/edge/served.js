// The edge between a real client and a real origin, both speaking HTTP/1.1 over sockets.
import http from 'node:http';
import { Readable } from 'node:stream';
import { personalize } from '../../js/src/edge/personalize.js';

/** @param {http.RequestListener} listener @returns {Promise<http.Server>} on a port of its own */
function serve(listener) {
  const server = http.createServer({ keepAliveTimeout: 1 }, listener);
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)));
}

/** @param {http.Server} server */
const portOf = server => /** @type {import('node:net').AddressInfo} */ (server.address()).port;

/**
 * Node's way in and out, no more than these tests need of it.
 * @param {http.IncomingMessage} from @param {http.ServerResponse} to @param {(request: Request) => Promise<Response>} answer
 */
async function adapt(from, to, answer) {
  const headers = new Headers();
  for (let i = 0; i < from.rawHeaders.length; i += 2) headers.append(from.rawHeaders[i], from.rawHeaders[i + 1]);
  const hasBody = from.method !== 'GET' && from.method !== 'HEAD';
  const body = hasBody ? { body: /** @type {any} */ (Readable.toWeb(from)), duplex: 'half' } : {};
  const response = await answer(new Request(`http://${from.headers.host}${from.url}`, { method: from.method, headers, ...body }));
  to.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') to.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) to.setHeader('set-cookie', cookies);
  const reader = response.body?.getReader();
  to.on('close', () => reader?.cancel().catch(() => {}));
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
      await new Promise(done => to.write(next?.value, done));
    to.end();
  } catch {
    to.destroy();
  }
}

/**
 * @param {http.RequestListener} shop
 * @param {Omit<import('../../js/src/edge/personalize.js').Options, 'origin'>} options
 * @returns {Promise<{ port: number, shopPort: number, close(): void }>}
 */
export async function served(shop, options) {
  const origin = await serve(shop);
  const to = `http://127.0.0.1:${portOf(origin)}`;
  const edge = await serve((from, answer) =>
    adapt(from, answer, request =>
      personalize(request, {
        ...options,
        origin: asked => {
          const { pathname, search } = new URL(asked.url);
          return fetch(new Request(to + pathname + search, asked), { redirect: 'manual' });
        },
      }),
    ),
  );
  return {
    port: portOf(edge),
    shopPort: portOf(origin),
    close() {
      for (const server of [edge, origin]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

/**
 * What comes over the wire, nothing of it decoded.
 * @param {number} port @param {string} path @param {http.RequestOptions & { body?: Buffer }} [options]
 * @returns {Promise<{ status: number | undefined, headers: http.IncomingHttpHeaders, bytes: Buffer, isBroken: boolean }>}
 */
export function get(port, path, { body, ...options } = {}) {
  return new Promise((done, fail) => {
    const request = http.request({ host: '127.0.0.1', port, path, agent: false, ...options }, response => {
      /** @type {Buffer[]} */
      const parts = [];
      let isBroken = false;
      response.on('data', part => parts.push(part));
      response.on('error', () => {
        isBroken = true;
      });
      response.on('close', () =>
        done({
          status: response.statusCode,
          headers: response.headers,
          bytes: Buffer.concat(parts),
          isBroken: isBroken || !response.complete,
        }),
      );
    });
    request.on('error', fail);
    request.end(body);
  });
}
