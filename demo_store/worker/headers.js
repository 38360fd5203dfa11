// Security and cache headers.
import { cookieText } from '../assets/shop_cookies.js';
import { kModes } from './mode.js';

/** @typedef {{ fetch(url: string, init?: object): Promise<Response> }} Folder a disk service of workerd */
/** @typedef {{ SITE: Folder, BUILD: string, CSP: string }} Env */

/**
 * The content security policy: everything from this origin, nothing inline.
 * @param {string} kind `strict` refuses WebAssembly, `trusted` also asks for Trusted Types; anything else allows WebAssembly
 */
export function contentPolicy(kind) {
  const wasm = kind === 'strict' || kind === 'trusted' ? '' : " 'wasm-unsafe-eval'";
  const trusted = kind === 'trusted' ? "; require-trusted-types-for 'script'" : '';
  return `default-src 'self'; script-src 'self'${wasm}; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'${trusted}`;
}

const kCommon = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

/** Headers of a page; a page is made for one shopper. @param {import('./pages.js').Visit} visit */
export function htmlHeaders({ env, shopper }) {
  const headers = new Headers({
    ...kCommon,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentPolicy(env.CSP),
    'Cache-Control': 'private, no-cache',
    Vary: 'Cookie',
  });
  if (shopper.modeAsked)
    headers.append('Set-Cookie', shopper.mode === kModes[0] ? cookieText('shop_mode', '', 0) : cookieText('shop_mode', shopper.mode, 1));
  return headers;
}

/** @type {Record<string, string>} */
const kTypes = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
  wasm: 'application/wasm',
  pack: 'application/octet-stream',
};

/** @typedef {{ bytes: ArrayBuffer, type: string, etag: string }} Stored */

/** Files already read. A worker serves one build, and serve.js starts a new worker for the next. @type {Map<string, Stored>} */
const read = new Map();

/** @param {Env} env @param {string} path @returns {Promise<Stored | null>} */
async function stored(env, path) {
  const known = read.get(path);
  if (known) return known;
  const type = kTypes[path.slice(path.lastIndexOf('.') + 1)];
  const found = type ? await env.SITE.fetch(`http://site/${path}`) : null;
  if (!found?.ok) return null;
  const bytes = await found.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, 12);
  const one = { bytes, type, etag: `"${btoa(String.fromCharCode(...digest)).replace(/[+/=]/g, '-')}"` };
  read.set(path, one);
  return one;
}

/**
 * Serves a file from the built site with type, ETag and cache headers.
 * @param {Request} request @param {Env} env @param {string} path below the site's folder
 * @param {boolean} forever the address changes when the file does
 * @returns {Promise<Response | null>} null: there is no such file
 */
export async function file(request, env, path, forever) {
  const one = await stored(env, path);
  if (!one) return null;
  const { bytes, type, etag } = one;
  const headers = new Headers({
    ...kCommon,
    'Content-Type': type,
    ETag: etag,
    'Cache-Control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (type === 'image/svg+xml') headers.set('Content-Security-Policy', "default-src 'none'");
  const known = (request.headers.get('if-none-match') ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers });
  return new Response(request.method === 'HEAD' ? null : bytes, { headers });
}
