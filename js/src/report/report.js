// Tells the page what happened: events on document always, entries of the tag manager through the sender that the gate hands in.

/** @param {string} name @param {unknown} [detail] */
export const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`vitrine:${name}`, { detail }));

/**
 * @param {readonly string[]} before segments that the page was told of
 * @param {readonly string[]} after those that the visitor is in now
 * @param {string[]} exported segments that may be told to others
 * @param {(...entries: object[]) => void} send sends nothing unless measurement is granted
 */
export function tellSegments(before, after, exported, send) {
  const entered = after.filter(segment => !before.includes(segment));
  const left = before.filter(segment => !after.includes(segment));
  if (entered.length + left.length === 0) return;
  tell('segment', { entered, left });
  const told = (/** @type {readonly string[]} */ segments) => segments.filter(segment => exported.includes(segment));
  send({ event: 'vitrine_segment', entered: told(entered), left: told(left) });
}

/**
 * @param {import('../host/visitor.js').Decision} decision whose variant was really visible
 * @param {(...entries: object[]) => void} send
 */
export function tellExposure(decision, send) {
  tell('exposure', decision);
  return promotion('view_promotion', decision, send);
}

/**
 * A link or button of a shown variant was clicked.
 * @param {import('../host/visitor.js').Decision} decision
 * @param {(...entries: object[]) => void} send
 */
export const tellClick = (decision, send) => promotion('select_promotion', decision, send);

/**
 * @param {string} event
 * @param {import('../host/visitor.js').Decision} decision
 * @param {(...entries: object[]) => void} send
 */
function promotion(event, { slot, variant }, send) {
  const fields = { creative_slot: slot, creative_name: variant, promotion_id: `${slot}/${variant}` };
  send({ ecommerce: null }, { event, ecommerce: fields });
  return { event, fields };
}
