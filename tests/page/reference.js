// Where parse5, a parser that follows the HTML standard, finds the slots of a page.
import { parse } from 'parse5';

/** @typedef {{ start: number, contentStart: number, contentEnd: number | null, end: number | null, tag: string }} Found */

/** @param {any} node @param {string} name */
export const attributeOf = (node, name) => node.attrs?.find((/** @type {any} */ each) => each.name === name)?.value;

/** Offsets are bytes: each byte is one character. @param {Uint8Array} bytes */
export const treeOf = bytes => parse(Buffer.from(bytes).toString('latin1'), { sourceCodeLocationInfo: true, scriptingEnabled: true });

/**
 * Slots in the page's own tree, not in templates, in the order of their start tags.
 * @param {Uint8Array} bytes
 * @returns {Found[]}
 */
export function slotsOf(bytes) {
  /** @type {Map<number, Found>} by the place of the start tag: a formatting element may stand in the tree several times */
  const found = new Map();
  const walk = (/** @type {any} */ node) => {
    const place = node.sourceCodeLocation;
    if (attributeOf(node, 'data-vitrine-slot') !== undefined && place && !found.has(place.startOffset))
      found.set(place.startOffset, {
        start: place.startOffset,
        contentStart: place.startTag?.endOffset ?? place.endOffset,
        contentEnd: place.endTag?.startOffset ?? null,
        end: place.endTag?.endOffset ?? null,
        tag: node.tagName,
      });
    for (const child of node.childNodes ?? []) walk(child);
  };
  walk(treeOf(bytes));
  return [...found.values()].sort((one, other) => one.start - other.start);
}
