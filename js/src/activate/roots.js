// Applications that draw a part of the page themselves: nothing in it is touched before they have it.

export const ROOTS = '#__next,#__nuxt,#root,#app,[data-reactroot],[data-vitrine-app]';
/** Signs of a page that is one application as a whole. */
const WHOLE = /self\.__next_f|\$RC\(/;

/** Roots that were empty when they were met: what is in them was drawn in this page and is not compared with anything. @type {WeakSet<Element>} */
const drawn = new WeakSet();

/** Notes a root that is empty; to be called whenever one is met. @param {Element} element @param {(node: Element) => boolean} isParsed */
export function noteRoot(element, isParsed) {
  if (!element.firstElementChild && element.matches(ROOTS) && isParsed(element)) drawn.add(element);
}

/** @returns {Element | null} */
const wholePage = () => ([...document.scripts].some(({ src, text }) => !src && WHOLE.test(text)) ? document.documentElement : null);

/** @param {Element} element @returns {Element | null} the root of the application that it is in */
export const rootOf = element => element.closest(ROOTS) ?? wholePage();

/** @param {object} object @param {RegExp} key */
const hasKey = (object, key) => Object.keys(object).some(each => key.test(each));

/**
 * @param {Element} element a slot or list
 * @returns {'free' | 'waits' | 'late'} waits: an application will compare it with what it means to draw there; late: nobody can say when
 */
export function stateOf(element) {
  const root = rootOf(element);
  if (!root) return 'free';
  if (/** @type {HTMLElement | null} */ (element.closest('[data-vitrine-app]'))?.dataset.vitrineApp === 'late') return 'late';
  if (drawn.has(root) || hasKey(element, /^__react(Fiber|InternalInstance)\$/)) return 'free';
  for (let each = /** @type {Element | null} */ (element); each; each = each.parentElement)
    if (hasKey(each, /^(__vue_app__|_vnode|__k|__vue__)$/)) return 'free';
  return 'waits';
}
