// Finds what a page states in the words of schema.org and OpenGraph: JSON-LD blocks, microdata and meta elements, all as objects of one form.

/** What JSON-LD calls a node: its `@type`, and its properties by name. @typedef {Record<string, any>} Node */

/** Properties that hold nodes which are the page's own, and not those of other pages. */
const OWN_PARTS = ['@graph', 'mainEntity', 'mainEntityOfPage', 'breadcrumb'];
/** A graph of graphs is nobody's; a page may say what it likes. */
const MOST_DEEP = 6;

/** @param {unknown} value @returns {any[]} */
export const listOf = value => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

/** @param {Node} node @returns {string[]} its types without their address: `https://schema.org/Product`, `schema:Product` and `Product` are one */
export const typesOf = node => listOf(node?.['@type']).map(type => `${type}`.replace(/^.*[/:#]/, ''));

/** @param {unknown} value @param {Node[]} found @param {number} depth */
function collect(value, found, depth) {
  if (depth > MOST_DEEP) return;
  for (const node of listOf(value)) {
    if (typeof node !== 'object' || !node) continue;
    if (Array.isArray(node)) {
      collect(node, found, depth + 1);
      continue;
    }
    if (node['@type']) found.push(node);
    for (const part of OWN_PARTS) collect(node[part], found, depth + 1);
  }
}

/**
 * @param {(place: string, why: string) => void} broken a block that cannot be read; those beside it are
 * @returns {Node[]}
 */
export function jsonLdNodes(broken) {
  /** @type {Node[]} */
  const found = [];
  for (const [index, script] of document.querySelectorAll('script[type="application/ld+json" i]').entries()) {
    const text = script.textContent ?? '';
    if (!text.trim()) continue;
    try {
      // Line breaks within texts, which JSON forbids and templates write, are blanks, as they would be in HTML.
      collect(JSON.parse(text.replace(/\s+/g, ' ')), found, 0);
    } catch (error) {
      broken(`JSON-LD block ${index + 1}`, /** @type {Error} */ (error).message);
    }
  }
  return found;
}

/** @param {Element} element with itemprop @param {number} depth @returns {unknown} */
function readValue(element, depth) {
  if (element.hasAttribute('itemscope')) return depth < MOST_DEEP ? nodeOf(element, depth + 1) : undefined;
  const { content, href, value, dateTime, src } = /** @type {any} */ (element);
  return element.getAttribute('content') ?? content ?? href ?? value ?? dateTime ?? src ?? element.textContent?.trim();
}

/** @param {Element} scope @param {number} depth @returns {Node} */
function nodeOf(scope, depth) {
  /** @type {Node} */
  const node = { '@type': (scope.getAttribute('itemtype') ?? '').split(/\s+/) };
  for (const element of scope.querySelectorAll('[itemprop]')) {
    if (element.parentElement?.closest('[itemscope]') !== scope) continue;
    const value = readValue(element, depth);
    for (const name of (element.getAttribute('itemprop') ?? '').split(/\s+/)) {
      if (!name || name.startsWith('@')) continue;
      node[name] = name in node ? [...listOf(node[name]), value] : value;
    }
  }
  return node;
}

/** @returns {Node[]} the outermost of each kind, and what stands in a page's own parts */
export function microdataNodes() {
  /** @type {Node[]} */
  const found = [];
  for (const scope of document.querySelectorAll('[itemscope][itemtype*="schema.org"]')) {
    if (!scope.hasAttribute('itemprop')) collect(nodeOf(scope, 0), found, 0);
  }
  return found;
}

/** @returns {Node[]} one product, where OpenGraph says that the page is one */
export function openGraphNodes() {
  const meta = (/** @type {string[]} */ ...names) => {
    for (const name of names) {
      const content = document.querySelector(`meta[property="${name}"],meta[name="${name}"]`)?.getAttribute('content')?.trim();
      if (content) return content;
    }
  };
  if (!/^(og:|product\.?)?(product|item|group)?$/.test(meta('og:type') ?? '-') && !meta('product:price:amount')) return [];
  return [
    {
      '@type': 'Product',
      name: meta('og:title'),
      brand: meta('product:brand', 'og:brand'),
      category: meta('product:category'),
      sku: meta('product:retailer_item_id', 'product:sku'),
      offers: {
        price: meta('product:price:amount', 'og:price:amount'),
        priceCurrency: meta('product:price:currency', 'og:price:currency'),
      },
    },
  ];
}
