// Writes the JavaScript that keeps a shop's features: what a careful engineer would write by hand for just these features, flat and typed.
import { numbersOf } from './stream.js';
import { EVENTS, VISIT_GAP } from './shop.js';

/** @typedef {import('./shop.js').Feature} Feature */
/** @typedef {import('./shop.js').Vocabulary} Vocabulary */
/**
 * @typedef {object} Style how the rules hear of values
 * @property {(feature: number, value: string) => string} number statement: a number is now this
 * @property {(feature: number, value: string) => string} label
 * @property {((feature: number) => string) | null} next expression: the threshold that a growing value reaches next; null: ages are set at every event
 */

const NEVER = 4294967295;
const DECAY = [65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393, 46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219];
const HALF_LIFE = 14 * 86400;
/** Thousandths. */
const WEIGHTS = { view_item: 1000, select_item: 500, add_to_wishlist: 2000, add_to_cart: 3000, purchase: 5000 };
const KEPT = 16;
const at = (/** @type {string} */ event) => EVENTS.indexOf(event);

/** The times and counts live in T, amounts and interests in A: typed, so that nothing is allocated and nothing boxed. */
class Program {
  /** @param {Feature[]} features @param {Set<number>} read @param {Vocabulary} vocabulary @param {Style} style */
  constructor(features, read, vocabulary, style) {
    this.features = features;
    this.read = read;
    this.style = style;
    this.category = numbersOf(vocabulary.categories);
    this.brand = numbersOf(vocabulary.brands);
    /** First of T: visit runs, first and newest second of the visit, its number, pages, next moment. */
    this.times = 6;
    this.amounts = 0;
    /** @type {string[][]} statements by event */
    this.onEvent = EVENTS.map(() => []);
    /** @type {Record<'visitBegins' | 'activity' | 'visitEnds' | 'due' | 'always' | 'helpers', string[]>} */
    this.parts = { visitBegins: [], activity: [], visitEnds: [], due: [], always: [], helpers: [] };
    /** @type {Map<string, number>} first place in T of each dimension; in A its total stands before the interests */
    this.dimensions = new Map();
  }

  /** @param {number} [count] @returns {number} a place in T */
  time(count = 1) {
    this.times += count;
    return this.times - count;
  }

  /** @param {number} count @returns {number} a place in A */
  amount(count) {
    this.amounts += count;
    return this.amounts - count;
  }

  /** @param {string} event @param {string} statement */
  on(event, statement) {
    this.onEvent[at(event)].push(statement);
  }
}

/** @param {{ category?: string, price?: number } | undefined} where @param {Program} p @param {string} statement */
function whenMatching(where, p, statement) {
  if (!where) return statement;
  const test = where.category === undefined ? `items[i].price >= ${where.price}` : `items[i].category === ${p.category(where.category)}`;
  return `for (let i = 0; i < items.length; i++) if (${test}) { ${statement} break; }`;
}

/** @param {Program} p @param {number} f @param {Extract<import('./shop.js').Measure, { kind: 'count' }>} measure */
function addCount(p, f, { on, within, where }) {
  const n = p.time();
  if (typeof within !== 'number') {
    p.on(on, whenMatching(where, p, `${p.style.number(f, `++T[${n}]`)}`));
    if (within === 'visit') p.parts.visitEnds.push(`T[${n}] = 0; ${p.style.number(f, '0')}`);
    return;
  }
  // The newest times in a ring; what is outside the window has been dropped when the clock passed.
  const keep = Math.max(...(p.features[f].constants ?? [])) + 1;
  const head = p.time();
  const ring = p.time(keep);
  const oldest = `T[${ring} + (T[${head}] + ${keep} - T[${n}]) % ${keep}]`;
  p.on(
    on,
    whenMatching(
      where,
      p,
      `T[${ring} + T[${head}]] = t; T[${head}] = (T[${head}] + 1) % ${keep}; if (T[${n}] < ${keep}) T[${n}]++; ${p.style.number(f, `T[${n}]`)}
      if (${oldest} + ${within} < T[5]) T[5] = ${oldest} + ${within};`,
    ),
  );
  p.parts.due.push(`
    if (T[${n}] > 0) {
      if (t - ${oldest} >= ${within}) {
        do T[${n}]--; while (T[${n}] > 0 && t - ${oldest} >= ${within});
        ${p.style.number(f, `T[${n}]`)}
      }
      if (T[${n}] > 0 && ${oldest} + ${within} < next) next = ${oldest} + ${within};
    }`);
}

/** Values by recency, newest first. @param {Program} p @param {number} f @param {Extract<import('./shop.js').Measure, { kind: 'distinct' }>} measure */
function addDistinct(p, f, { field, within }) {
  const [known, inside, ids, seen] = [p.time(), p.time(), p.time(KEPT), p.time(KEPT)];
  const isVisit = within === 'visit';
  const due = `T[${seen} + T[${inside}] - 1] + ${within}`;
  p.on(
    'view_item',
    `for (let i = 0; i < items.length; i++) {
      const id = items[i].${field};
      if (id === 0) continue;
      let a = 0;
      while (a < T[${known}] && T[${ids} + a] !== id) a++;
      if (a >= T[${inside}] && T[${inside}] < ${KEPT}) T[${inside}]++;
      if (a === T[${known}]) { if (a < ${KEPT}) T[${known}]++; else a--; }
      for (; a > 0; a--) { T[${ids} + a] = T[${ids} + a - 1]; ${isVisit ? '' : `T[${seen} + a] = T[${seen} + a - 1];`} }
      T[${ids}] = id;
      ${isVisit ? '' : `T[${seen}] = t;`}
    }
    ${p.style.number(f, `T[${inside}]`)}
    ${isVisit ? '' : `if (T[${inside}] > 0 && ${due} < T[5]) T[5] = ${due};`}`,
  );
  if (isVisit) p.parts.visitEnds.push(`T[${inside}] = 0; ${p.style.number(f, '0')}`);
  else
    p.parts.due.push(`
    while (T[${inside}] > 0 && ${due} <= t) T[${inside}]--;
    ${p.style.number(f, `T[${inside}]`)}
    if (T[${inside}] > 0 && ${due} < next) next = ${due};`);
}

/** @param {Program} p @param {number} f */
function addRepeats(p, f) {
  const [known, most, ids, times] = [p.time(), p.time(), p.time(KEPT), p.time(KEPT)];
  p.on(
    'view_item',
    `for (let i = 0; i < items.length; i++) {
      const id = items[i].item;
      if (id === 0) continue;
      let a = 0;
      while (a < T[${known}] && T[${ids} + a] !== id) a++;
      let n = a < T[${known}] ? T[${times} + a] : 0;
      let lost = 0;
      if (a === T[${known}]) { if (a < ${KEPT}) T[${known}]++; else { a--; lost = T[${times} + a]; } }
      for (; a > 0; a--) { T[${ids} + a] = T[${ids} + a - 1]; T[${times} + a] = T[${times} + a - 1]; }
      if (n < ${KEPT}) n++;
      T[${ids}] = id;
      T[${times}] = n;
      if (lost > 0 && lost === T[${most}]) {
        T[${most}] = 0;
        for (let b = 0; b < T[${known}]; b++) if (T[${times} + b] > T[${most}]) T[${most}] = T[${times} + b];
      } else if (n > T[${most}]) T[${most}] = n;
    }
    ${p.style.number(f, `T[${most}]`)}`,
  );
  p.parts.visitEnds.push(`T.fill(0, ${times}, ${times + KEPT}); T[${most}] = 0; ${p.style.number(f, '0')}`);
}

/** How long ago; T[place] is the second, T[place + 1] the next moment that matters. @param {Program} p @param {number} f @param {string} on */
function addSince(p, f, on) {
  const [last, moment] = [p.time(), p.time()];
  const next = p.style.next?.(f);
  if (next === undefined) {
    p.on(on, `T[${last}] = t;`);
    p.parts.always.push(`if (T[${last}] !== 0) { ${p.style.number(f, `t - T[${last}]`)} }`);
    return;
  }
  const plan = `T[${moment}] = Math.min(${NEVER}, T[${last}] + ${next});`;
  p.on(on, `T[${last}] = t; ${p.style.number(f, '0')} ${plan} if (T[${moment}] < T[5]) T[5] = T[${moment}];`);
  p.parts.due.push(`
    if (T[${last}] !== 0) {
      if (T[${moment}] <= t) { ${p.style.number(f, `t - T[${last}]`)} ${plan} }
      if (T[${moment}] < next) next = T[${moment}];
    }`);
}

/** @param {Program} p @param {number} f @param {import('./shop.js').Measure} measure */
function addSequence(p, f, measure) {
  const [step, done] = [p.time(), p.time()];
  if (measure.kind === 'left_after_cart') {
    p.on('view_item', `T[${step}] = t;`);
    p.on('add_to_cart', `if (T[${step}] !== 0 && t - T[${step}] < ${measure.within}) { ${p.style.number(f, '1')} }`);
    p.on('purchase', p.style.number(f, '0'));
    return;
  }
  p.on('view_item', `if (T[${step}] === 1 && T[${done}] === 0) { T[${done}] = 1; ${p.style.number(f, '1')} }`);
  p.on('search', `T[${step}] = 1;`);
  p.parts.visitEnds.push(`T[${step}] = 0; T[${done}] = 0; ${p.style.number(f, '0')}`);
}

/** Decayed interest, newest first; the share's statements run when it changed. @param {Program} p @param {string} dimension */
function dimensionOf(p, dimension) {
  const known = p.dimensions.get(dimension);
  if (known !== undefined) return known;
  const [count, step, ids] = [p.time(), p.time(), p.time(KEPT)];
  const total = p.amount(1 + KEPT);
  p.dimensions.set(dimension, count);
  p.parts.helpers.push(`
  function decay_${dimension}(steps) {
    const factor = DECAY[steps % 16], half = 2 ** Math.floor(steps / 16);
    let kept = 0, sum = 0;
    for (let i = 0; i < T[${count}]; i++) {
      const x = Math.floor(Math.floor(A[${total + 1} + i] * factor / 65536) / half);
      if (x === 0) continue;
      A[${total + 1} + kept] = x;
      T[${ids} + kept++] = T[${ids} + i];
      sum += x;
    }
    T[${count}] = kept;
    A[${total}] = sum;
  }
  function gain_${dimension}(id, gain) {
    let n = T[${count}], a = 0;
    while (a < n && T[${ids} + a] !== id) a++;
    let x = gain;
    if (a < n) x += A[${total + 1} + a];
    else {
      if (n === ${KEPT}) {
        let w = 0;
        for (let i = 1; i < n; i++) if (A[${total + 1} + i] <= A[${total + 1} + w]) w = i;
        A[${total}] -= A[${total + 1} + w];
        for (; w < n - 1; w++) { T[${ids} + w] = T[${ids} + w + 1]; A[${total + 1} + w] = A[${total + 2} + w]; }
        n--;
      }
      a = n++;
      T[${count}] = n;
    }
    A[${total}] += gain;
    for (; a > 0; a--) { T[${ids} + a] = T[${ids} + a - 1]; A[${total + 1} + a] = A[${total} + a]; }
    T[${ids}] = id;
    A[${total + 1}] = x;
  }`);
  const followers = p.features
    .map((feature, f) => ({ measure: feature.measure, f }))
    .filter(({ measure, f }) => p.read.has(f) && (measure.kind === 'share' || measure.kind === 'top') && measure.dimension === dimension)
    .map(({ measure, f }) => followDimension(p, f, measure, { count, ids, total }));
  for (const [event, weight] of Object.entries(WEIGHTS)) {
    p.on(
      event,
      `{
      const step = Math.floor(t * 16 / ${HALF_LIFE});
      let any = false;
      for (let i = 0; i < items.length; i++) {
        if (items[i].${dimension} === 0) continue;
        if (step > T[${step}]) decay_${dimension}(step - T[${step}]);
        T[${step}] = step;
        gain_${dimension}(items[i].${dimension}, ${weight * 1024});
        any = true;
      }
      if (any) { ${followers.join(' ')} }
    }`,
    );
  }
  return count;
}

/** @param {Program} p @param {number} f @param {import('./shop.js').Measure} measure @param {{ count: number, ids: number, total: number }} places */
function followDimension(p, f, measure, { count, ids, total }) {
  if (measure.kind === 'top') {
    return `{ let m = 0; for (let i = 1; i < T[${count}]; i++) if (A[${total + 1} + i] > A[${total + 1} + m]) m = i; ${p.style.label(f, `T[${ids} + m]`)} }`;
  }
  if (measure.kind !== 'share') throw new Error(`${measure.kind} does not follow a dimension`);
  const value = measure.dimension === 'category' ? p.category(measure.value) : p.brand(measure.value);
  return `{ let a = 0; while (a < T[${count}] && T[${ids} + a] !== ${value}) a++; ${p.style.number(f, `a < T[${count}] ? A[${total + 1} + a] / A[${total}] : 0`)} }`;
}

/** A purchase that comes again is ignored whole: the last eight ids tell. @param {Program} p */
function addOrderIds(p) {
  const [next, ids] = [p.time(), p.time(8)];
  return `if (k === ${at('purchase')} && e.order !== 0) {
    for (let i = 0; i < 8; i++) if (T[${ids} + i] === e.order) return;
    T[${ids} + T[${next}]] = e.order;
    T[${next}] = (T[${next}] + 1) % 8;
  }`;
}

/** @param {Program} p @param {Map<string, number>} facts feature by fact */
function addCart(p, facts) {
  const [items, value] = [facts.get('cart.items'), facts.get('cart.value')];
  if (items === undefined && value === undefined) return;
  const units = p.time();
  const worth = p.amount(1);
  const told = [
    items === undefined ? '' : p.style.number(items, `T[${units}]`),
    value === undefined ? '' : p.style.number(value, `A[${worth}]`),
  ];
  const sums =
    'let n = 0, sum = 0; for (let i = 0; i < items.length; i++) { n += items[i].quantity; sum += items[i].price * items[i].quantity; }';
  p.on('add_to_cart', `if (items.length > 0) { ${sums} T[${units}] += n; A[${worth}] += sum; ${told.join(' ')} }`);
  p.on(
    'remove_from_cart',
    `if (items.length > 0) { ${sums} T[${units}] = Math.max(0, T[${units}] - n); A[${worth}] = T[${units}] === 0 ? 0 : Math.max(0, A[${worth}] - sum); ${told.join(' ')} }`,
  );
  p.on('purchase', `T[${units}] = 0; A[${worth}] = 0; ${told.join(' ')}`);
}

/** @param {Program} p @param {Map<string, number>} facts */
function addFacts(p, facts) {
  const tell = (/** @type {string} */ name, /** @type {string} */ value) => {
    const f = facts.get(name);
    if (f === undefined) return '';
    return p.features[f].labels ? p.style.label(f, value) : p.style.number(f, value);
  };
  p.parts.visitBegins.push(`if (T[3] > 0) { ${tell('visit.since_previous', 't - T[2]')} } T[3]++; ${tell('visit.number', 'T[3]')}`);
  p.parts.activity.push(tell('visit.duration', 't - T[1]'));
  p.parts.visitEnds.push(tell('visit.duration', '0'));
  if (facts.has('visit.pages')) {
    p.on('page_view', `T[4]++; ${tell('visit.pages', 'T[4]')}`);
    p.parts.visitEnds.push(`T[4] = 0; ${tell('visit.pages', '0')}`);
  }
  p.on('page_view', `if (e.device !== 0) { ${tell('device.class', 'e.device')} } ${tell('page.type', 'e.page')}`);
  p.on('identify', `if (e.tier !== 0) { ${tell('trait.loyalty_tier', 'e.tier')} }`);
  if (facts.has('orders.count')) {
    const orders = p.time();
    p.on('purchase', `T[${orders}]++; ${tell('orders.count', `T[${orders}]`)}`);
  }
  const since = facts.get('orders.since');
  if (since !== undefined) addSince(p, since, 'purchase');
  addCart(p, facts);
}

/** @param {Program} p @param {number} f */
function addFeature(p, f) {
  const { measure } = p.features[f];
  if (measure.kind === 'count') addCount(p, f, measure);
  if (measure.kind === 'distinct') addDistinct(p, f, measure);
  if (measure.kind === 'repeats') addRepeats(p, f);
  if (measure.kind === 'since') addSince(p, f, measure.on);
  if (measure.kind === 'left_after_cart' || measure.kind === 'found_by_search') addSequence(p, f, measure);
  if (measure.kind === 'share' || measure.kind === 'top') dimensionOf(p, measure.dimension);
}

/**
 * The declarations of `T`, `A`, `ingestFeatures(e)` and `resetFeatures()`, which work on a visitor; features that are not read are left out.
 * @param {Feature[]} features
 * @param {Set<number>} read
 * @param {Vocabulary} vocabulary
 * @param {Style} style
 * @returns {string}
 */
export function featuresSource(features, read, vocabulary, style) {
  const p = new Program(features, read, vocabulary, style);
  const orderIds = addOrderIds(p);
  const facts = new Map([...read].filter(f => features[f].measure.kind === 'fact').map(f => [features[f].name, f]));
  for (const f of [...read].sort((a, b) => a - b)) addFeature(p, f);
  addFacts(p, facts);
  const cases = p.onEvent.map((statements, i) => `case ${i}: ${statements.join('\n      ')}\n      break;`);
  return `
  const DECAY = ${JSON.stringify(DECAY)};
  const T = new Uint32Array(${p.times}), A = new Float64Array(${p.amounts + 1});
  ${p.parts.helpers.join('')}
  function resetFeatures() { T.fill(0); A.fill(0); T[5] = ${NEVER}; }
  function endVisit() { T[0] = 0; ${p.parts.visitEnds.join('\n    ')} }
  function passMoments(t) {
    let next = ${NEVER};
    ${p.parts.due.join('')}
    T[5] = next;
  }
  function ingestFeatures(e) {
    const t = e.time, k = e.kind, items = e.items;
    ${orderIds}
    if (T[0] !== 0 && t >= T[2] + ${VISIT_GAP}) endVisit();
    if (t >= T[5]) passMoments(t);
    if (k !== ${at('identify')}) {
      if (T[0] === 0) { T[0] = 1; T[1] = t; ${p.parts.visitBegins.join(' ')} }
      T[2] = t;
      ${p.parts.activity.join(' ')}
    }
    switch (k) {
      ${cases.join('\n      ')}
    }
    ${p.parts.always.join('\n    ')}
  }`;
}
