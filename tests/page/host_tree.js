// What a page's tree is after the browser's host has shown a variant or sorted a list, by parse5: nodes are moved as the host moves them.
import { attributeOf, treeOf } from './reference.js';

/** @param {any} node @param {string} name @returns {any[]} in the page's own tree */
function elementsWith(node, name) {
  const own = attributeOf(node, name) === undefined ? [] : [node];
  return [...own, ...(node.childNodes ?? []).flatMap((/** @type {any} */ child) => elementsWith(child, name))];
}

/** @param {any} tree @param {string} name @returns {any} */
const slotNamed = (tree, name) => elementsWith(tree, 'data-vitrine-slot').find(node => attributeOf(node, 'data-vitrine-slot') === name);

const isTemplate = (/** @type {any} */ node) => node.tagName === 'template' && attributeOf(node, 'data-vitrine-variant') !== undefined;

/**
 * With the default, or a variant, in place of all that is in the slot.
 * @param {Uint8Array} bytes @param {string} name @param {number} variant -1: the default
 */
export function treeWithVariant(bytes, name, variant) {
  const tree = treeOf(bytes);
  const slot = slotNamed(tree, name);
  const templates = slot.childNodes.filter(isTemplate);
  slot.childNodes =
    variant < 0 ? slot.childNodes.filter((/** @type {any} */ node) => !isTemplate(node)) : templates[variant].content.childNodes;
  return written(tree);
}

/** @param {Uint8Array} bytes @param {string} name @param {number[]} order */
export function treeInOrder(bytes, name, order) {
  const tree = treeOf(bytes);
  const list = slotNamed(tree, name);
  const items = elementsWith(list, 'data-vitrine-item').filter(node => {
    for (let each = node.parentNode; each !== list; each = each.parentNode)
      if (attributeOf(each, 'data-vitrine-item') !== undefined) return false;
    return true;
  });
  const pathOf = (/** @type {any} */ node) => {
    const path = [];
    for (let each = node; each !== list; each = each.parentNode) path.unshift(each);
    return path;
  };
  const paths = items.map(pathOf);
  let level = 0;
  while (paths.every(path => path.length > level + 1 && path[level] === paths[0][level])) level++;
  const box = level === 0 ? list : paths[0][level - 1];
  const nodes = paths.map(path => path[level]);
  const places = new Map(nodes.map((node, i) => [node, nodes[order[i]]]));
  box.childNodes = box.childNodes.map((/** @type {any} */ node) => places.get(node) ?? node);
  return written(tree);
}

/** A tree as a text that two equal trees share: neighbouring texts are one. @param {any} node @returns {string} */
export function written(node) {
  if (node.nodeName === '#text') return node.value;
  const own = node.attrs ? node.attrs.map((/** @type {any} */ { name, value }) => ` ${name}=${JSON.stringify(value)}`).sort() : [];
  const children = (node.content ?? node).childNodes ?? [];
  const data = node.nodeName === '#comment' ? node.data : node.nodeName === '#documentType' ? node.name : '';
  return `<${node.namespaceURI?.slice(-4) ?? ''} ${node.nodeName}${own.join('')}${data}>${children.map(written).join('')}</>`;
}
