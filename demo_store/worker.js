// The shop's edge worker: routes requests to pages, lists, forms and files.
import { cookieText } from './assets/shop_cookies.js';
import { addToCart, cart, checkout, goTo, order, placeOrder, updateCart } from './worker/buying.js';
import { file } from './worker/headers.js';
import { category, newThings, search, wishlist } from './worker/lists.js';
import { page } from './worker/pages.js';
import { shopperOf } from './worker/shopper.js';

/** @typedef {import('./worker/pages.js').Visit} Visit */

/** Forms carry a few short fields; anything larger is none of ours. */
const kMaxFormBytes = 16384;

/** @type {Record<string, (visit: Visit) => Promise<Response>>} */
const kPages = {
  '/': visit => page(visit, 'home'),
  '/new': newThings,
  '/search': search,
  '/wishlist': wishlist,
  '/cart': cart,
  '/checkout': checkout,
};

/** Only addresses of this shop, so that no form sends a shopper elsewhere. @param {unknown} path */
const ownPath = path => (typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path.replace(/[^\x21-\x7e]/g, '') : '/');

/** @type {Record<string, (visit: Visit, form: FormData) => Response>} */
const kForms = {
  '/cart/add': addToCart,
  '/cart/update': updateCart,
  '/checkout': placeOrder,
  '/newsletter': () => goTo('/welcome', [cookieText('newsletter', '1', 400)]),
  '/consent': (_, form) =>
    goTo(ownPath(form.get('back')), [cookieText('consent', form.get('consent') === 'denied' ? 'denied' : 'granted', 400)]),
};

/** @param {Visit} visit */
async function post(visit) {
  const take = Object.hasOwn(kForms, visit.url.pathname) ? kForms[visit.url.pathname] : null;
  const length = Number(visit.request.headers.get('content-length') ?? Number.NaN);
  const kind = visit.request.headers.get('content-type') ?? '';
  if (!take) return page(visit, 'i-404', {}, 404);
  if (!(length <= kMaxFormBytes) || !/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(kind))
    return new Response('This form cannot be read.', { status: 400 });
  return take(visit, await visit.request.formData());
}

/** @param {Visit} visit */
async function asset(visit) {
  const { request, env, url } = visit;
  const [, area, ...rest] = url.pathname.split('/');
  const missing = () =>
    new Response('There is no such file.', {
      status: 404,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' },
    });
  if (rest.some(part => part === '' || part.startsWith('.') || /[^\w.-]/.test(part))) return missing();
  const current = rest[0] === env.BUILD;
  const path = area === 'assets' ? ['assets', ...rest.slice(1)] : ['vitrine', ...rest];
  return (await file(request, env, path.join('/'), area === 'assets' && current)) ?? missing();
}

/** The same address without slashes at its end. @param {URL} url */
function withoutSlash(url) {
  const target = new URL(url);
  target.pathname = url.pathname.replace(/\/+$/, '') || '/';
  return Response.redirect(target.href, 308);
}

/** @param {Visit} visit */
async function get(visit) {
  const path = visit.url.pathname;
  if (Object.hasOwn(kPages, path)) return kPages[path](visit);
  const [, area, name, extra] = path.split('/');
  if (area === 'assets' || area === 'vitrine') return asset(visit);
  if (path.length > 1 && path.endsWith('/')) return withoutSlash(visit.url);
  if (extra !== undefined) return page(visit, 'i-404', {}, 404);
  if (area === 'c' && name) return category(visit, name);
  if (area === 'p' && name && /^[a-z0-9-]+$/.test(name)) return page(visit, `p-${name}`);
  if (area === 'order') return order(visit, name ?? '');
  if (name === undefined && /^[a-z]+$/.test(area)) return page(visit, `i-${area}`);
  return page(visit, 'i-404', {}, 404);
}

export default {
  /** @param {Request} request @param {import('./worker/headers.js').Env} env */
  async fetch(request, env) {
    const url = new URL(request.url);
    const visit = { request, url, env, shopper: shopperOf(request, url) };
    if (request.method === 'POST') return post(visit);
    if (request.method === 'GET' || request.method === 'HEAD') return get(visit);
    return new Response('Use GET, HEAD or POST.', { status: 405, headers: { Allow: 'GET, HEAD, POST' } });
  },
};
