// Tells the page what happened: events on document always, entries of the tag manager through the sender that the gate hands in.

/** @param {string} name @param {unknown} [detail] */
export const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`vitrine:${name}`, { detail }));

/**
 * @param {{ entered: readonly string[], left: readonly string[] }} changes
 * @param {string[]} exported segments that may be told to others
 * @param {(...entries: object[]) => void} send sends nothing unless measurement is granted
 */
export function tellSegments({ entered, left }, exported, send) {
  if (entered.length + left.length === 0) return;
  tell('segment', { entered, left });
  const told = (/** @type {readonly string[]} */ segments) => segments.filter(segment => exported.includes(segment));
  send({ event: 'vitrine_segment', entered: told(entered), left: told(left) });
}

/**
 * @param {string} slot
 * @param {string} variant that was really visible
 * @param {(...entries: object[]) => void} send
 */
export function tellExposure(slot, variant, send) {
  const fields = { creative_slot: slot, creative_name: variant, promotion_id: `${slot}/${variant}` };
  tell('exposure', { slot, variant });
  send({ ecommerce: null }, { event: 'view_promotion', ecommerce: fields });
  return { event: 'view_promotion', fields };
}
