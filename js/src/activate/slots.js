// Shows a variant beside the shop's nodes and never in their place: whatever the page does to its own nodes, it finds them where it put them.

/** Elements that can carry a shadow root and that no class of the page takes for its own. */
const HOSTS = /^(section|div|article|aside|header|footer|main|nav|p|span|h[1-6]|blockquote)$/;
const OURS = 'vitrine';
const VARIANT = `:scope>[slot=${OURS}]`;

/** @param {ShadowRoot | null} root @returns {boolean} a clone's too */
const isOurs = root => /** @type {Element | null | undefined} */ (root?.firstChild)?.getAttribute?.('name') === OURS;

/** @param {Element} slot @param {string} variant @returns {HTMLTemplateElement | null} */
export const templateOf = (slot, variant) => slot.querySelector(`:scope>template[data-vitrine-variant="${variant}"]`);

/** @param {Element} slot @returns {Element[]} the nodes that the host has put in */
const ours = slot => [...slot.querySelectorAll(VARIANT)];

/** @param {Element} slot @returns {boolean} somebody took out what it showed, or emptied it */
export const isEmptied = slot => !ours(slot).length;

/**
 * Why the slot has to stay the shop's: what it holds would go on working unseen, or cannot be hidden without harm.
 * @param {Element} slot
 * @returns {string} '' where nothing forbids a variant
 */
export function whyStays(slot) {
  const { shadowRoot, localName, ownerDocument: page } = slot;
  if (!HOSTS.test(localName) || slot.hasAttribute('is')) return `<${localName}> cannot show one: put a div or span inside`;
  if (shadowRoot && !isOurs(shadowRoot)) return 'it has a shadow root';
  const own = [...slot.children].filter(child => child.slot !== OURS && child.localName !== 'template');
  if (own.some(child => child.slot)) return 'a child has a slot attribute';
  for (const child of own) if (child.contains(page.activeElement)) return 'it has the focus';
  const { anchorNode, focusNode, type } = /** @type {Selection} */ (page.getSelection());
  if (type === 'Range' && (slot.contains(anchorNode) || slot.contains(focusNode))) return 'a selection ends in it';
  for (const child of own)
    for (const each of [child, ...child.querySelectorAll('*')]) if (holds(each, slot)) return `it holds <${each.localName}>`;
  return '';
}

/** @param {any} element @param {Element} slot @returns {boolean} it works on where nobody sees it */
function holds(element, slot) {
  const name = element.localName;
  if (/^(iframe|object|embed)$/.test(name)) return true;
  if (/^(video|audio)$/.test(name)) return !element.paused || element.autoplay;
  if (element.form && !slot.contains(element.form)) return true;
  return name === 'dialog' ? element.open : element.popover && element.matches(':popover-open');
}

/**
 * Replaces the variant that is shown, if any.
 * @param {Element} slot whyStays() is ''
 * @param {HTMLTemplateElement} template
 * @returns {Element[]} what was put in; scripts of the variant are left out
 */
export function show(slot, template) {
  if (!slot.shadowRoot) {
    const named = document.createElement('slot');
    named.name = OURS;
    named.append(document.createElement('slot'));
    slot.attachShadow({ mode: 'open', clonable: true }).append(named);
  }
  const copy = document.importNode(template.content, true);
  for (const script of copy.querySelectorAll('script')) script.remove();
  const inSpan = (/** @type {Node[]} */ ...texts) => {
    const span = document.createElement('span');
    span.style.display = 'contents';
    span.append(...texts);
    return span;
  };
  const nodes = [...copy.childNodes].flatMap((node, i, all) => {
    if (node instanceof Element) return node;
    const isSpace = !node.textContent?.trim();
    return node.nodeType !== Node.TEXT_NODE || (isSpace && (i === 0 || i === all.length - 1)) ? [] : inSpan(node);
  });
  // A variant of nothing shows nothing, and not the default.
  if (!nodes[0]) nodes.push(inSpan());
  for (const node of nodes) node.slot = OURS;
  hide(slot);
  slot.append(...nodes);
  return nodes;
}

/** Shows what the shop has there, also what it puts there later. @param {Element} slot */
export function hide(slot) {
  for (const node of ours(slot)) node.remove();
}

/** @param {HTMLTemplateElement} template @returns {string} an id that the document has already, '' where there is none; for the report */
export function doubledId({ content }) {
  for (const { id } of content.querySelectorAll('[id]')) if (document.getElementById(id)) return id;
  return '';
}
