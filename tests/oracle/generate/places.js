// Where a line has its fields and items: in `fields`, at the top level, or in `ecommerce`, as a dataLayer entry does.

/** @typedef {import('./random.js').Random} Random */

/**
 * @param {Random} random
 * @param {string} event
 * @param {Record<string, any>} all its fields
 * @param {any} items undefined for none
 * @returns {Record<string, any>} what stands beside visitor, time and event; now and then something stands twice
 */
export function placed(random, event, all, items) {
  const fields = { ...all };
  const top = topFields(random, event, fields);
  const list = items === undefined ? {} : { items };
  const ecommerce = random.chance(0.12) ? ecommerceOf(random, fields, list) : undefined;
  const isInner = random.chance(0.3);
  const inner = {
    ...fields,
    ...(ecommerce !== undefined && isInner ? { ecommerce } : {}),
    ...(random.chance(0.07) ? takenFrom(list) : {}),
  };
  return {
    ...(Object.keys(inner).length > 0 ? { fields: inner } : {}),
    ...top,
    ...(ecommerce !== undefined && (!isInner || random.chance(0.2)) ? { ecommerce } : {}),
    ...(random.chance(0.02) ? { ecommerce: random.pick([null, [], 'x', {}]) } : {}),
    ...list,
    ...(Object.keys(list).length === 0 && random.chance(0.01) ? { items: [{ item_id: 'other', price: 1 }] } : {}),
  };
}

/** @param {Random} random @param {string} event @param {Record<string, any>} fields of which some go @returns {Record<string, any>} those at the top level */
function topFields(random, event, fields) {
  /** @type {Record<string, any>} */
  const top = {};
  for (const name of Object.keys(fields)) {
    if (!random.chance(0.12)) continue;
    top[name] = fields[name];
    if (random.chance(0.7) || top[name] === null || event === 'identify') delete fields[name];
    else top[name] = 'other';
  }
  return top;
}

/** @param {Random} random @param {Record<string, any>} fields @param {{items?: any}} list that mostly goes @returns {Record<string, any>} */
function ecommerceOf(random, fields, list) {
  /** @type {Record<string, any>} */
  const ecommerce = random.chance(0.1) ? { value: null } : {};
  for (const name of Object.keys(fields)) {
    if (!random.chance(0.5)) continue;
    ecommerce[name] = fields[name];
    if (random.chance(0.8)) delete fields[name];
    else if (name === 'value') fields[name] = 1;
  }
  return { ...ecommerce, ...(random.chance(0.8) ? takenFrom(list) : {}) };
}

/** @param {{items?: any}} list that is empty afterwards @returns {{items?: any}} */
function takenFrom(list) {
  const taken = { ...list };
  delete list.items;
  return taken;
}

/** @param {any} line of a visitor whose id is digits @returns {string} the same line, its id a number that no double has to hold */
export function withNumber(line) {
  return JSON.stringify(line).replace(/^\{"visitor":"([0-9]+)"/, '{"visitor":$1');
}
