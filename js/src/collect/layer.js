// Hears the page's data layer: what lies there already, what comes, and what the page assigns in its place. The page's own stays the page's own.

/**
 * The host creates no layer. The name becomes a configurable accessor that gives back exactly what was assigned.
 * @param {string} name of the global, `dataLayer` where the shop has not said another
 * @param {(entry: unknown) => void} take must not throw; an entry, by identity, is taken once, whatever array it stands in
 * @param {() => void} odd what stands under the name is no array; called once
 */
export function followLayer(name, take, odd) {
  const page = /** @type {any} */ (window);
  /** @type {WeakSet<object>} */
  const taken = new WeakSet();
  /** @type {WeakSet<object>} */
  const followed = new WeakSet();
  let isTold = false;

  /** @param {any} entry */
  function once(entry) {
    if (typeof entry === 'object' && entry && !taken.has(entry)) {
      taken.add(entry);
      take(entry);
    }
  }

  /** @param {any} layer */
  function follow(layer) {
    if (layer === undefined || layer === null) return;
    if (!Array.isArray(layer)) {
      if (!isTold) odd();
      isTold = true;
      return;
    }
    for (const entry of layer.slice()) once(entry);
    if (followed.has(layer)) return;
    followed.add(layer);
    const { push } = layer;
    try {
      layer.push = function (...entries) {
        const length = push.apply(this, entries);
        entries.forEach(once);
        return length;
      };
    } catch {
      // Frozen: it is read again at each look.
      followed.delete(layer);
    }
  }

  /** What the page's script declared with const or let is no property of the window: only the bare word finds it. */
  const bare = () => {
    try {
      // @ts-expect-error the page's own, as our code finds it
      return name === 'dataLayer' ? dataLayer : undefined;
    } catch {
      // Not declared, or not yet.
    }
  };

  function look() {
    follow(bare());
    follow(page[name]);
  }

  function begin() {
    const own = Object.getOwnPropertyDescriptor(page, name);
    if (own && (!own.configurable || own.get || own.set)) return;
    let layer = own?.value;
    let isAssigned = !!own;
    Object.defineProperty(page, name, {
      configurable: true,
      enumerable: true,
      // An element of that id goes on standing in for a global that nobody has assigned.
      get: () => (isAssigned ? layer : (document.getElementById(name) ?? undefined)),
      set(value) {
        isAssigned = true;
        layer = value;
        follow(value);
      },
    });
  }

  look();
  begin();
  for (const when of ['DOMContentLoaded', 'load']) addEventListener(when, look);
  document.addEventListener('click', look, true);

  return {
    /** Tells the page's layer something of ours, where it has one; it is not heard back. @param {...object} entries */
    send_(...entries) {
      for (const entry of entries) taken.add(entry);
      const layer = bare() ?? page[name];
      if (Array.isArray(layer) && !Object.isFrozen(layer)) layer.push(...entries);
    },
  };
}
