// Hears when a single-page shop goes to another view: the Navigation API where it is there, else the history calls and their events.

/**
 * @param {(from: string) => void} moved must not throw; once for all changes of one task, at its end; `from` is the address before
 * @returns {{ flush_(): void }} what has changed is told at once: something of the new view is about to be taken or decided
 */
export function followViews(moved) {
  let address = location.href;
  /** The address before the first change of this task. */
  let from = '';
  let isPushed = false;

  /** @param {boolean} push or traversal; else the entry was replaced */
  function note(push) {
    isPushed ||= push;
    if (from) return;
    from = address;
    setTimeout(settle);
  }

  function settle() {
    if (!from) return;
    const [before, now] = [new URL(from), new URL(location.href)];
    const other = from;
    const pushed = isPushed;
    from = '';
    isPushed = false;
    address = location.href;
    const route = (/** @type {URL} */ { hash }) => (/^#[/!]/.test(hash) ? hash : '');
    const isOther = before.origin + before.pathname !== now.origin + now.pathname;
    if (isOther || (pushed && (before.search !== now.search || route(before) !== route(now)))) moved(other);
  }

  const { navigation } = /** @type {any} */ (window);
  if (navigation) {
    navigation.addEventListener('currententrychange', (/** @type {any} */ { navigationType }) => note(navigationType !== 'replace'));
    return { flush_: settle };
  }
  addEventListener('popstate', () => note(true));
  addEventListener('hashchange', () => note(true));
  for (const name of /** @type {const} */ (['pushState', 'replaceState'])) {
    const call = history[name];
    history[name] = function (...args) {
      call.apply(this, args);
      note(name === 'pushState');
    };
  }
  return { flush_: settle };
}
