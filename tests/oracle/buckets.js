// Buckets of experiments and holdout: FNV-1a of 32 bits, twice.

/** A visitor falls into one of this many buckets. */
export const BUCKET_COUNT = 10000;

/** @param {string} text @returns {number} its UTF-8 bytes' FNV-1a hash of 32 bits */
export function fnv1a32(text) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** @param {string} seed @param {string} visitor @returns {number} 0 to 9999 */
export function bucketOf(seed, visitor) {
  return fnv1a32(String(fnv1a32(seed + visitor))) % BUCKET_COUNT;
}

/** @param {number} share 0 to 1 @returns {number} buckets, an integer by the checker's word */
export function bucketsOfShare(share) {
  return Math.round(share * BUCKET_COUNT);
}

/**
 * @typedef {object} Draw
 * @property {string} first the first arm
 * @property {string} arm whose range the bucket is in
 * @property {boolean} enrolled
 */

/** @param {string} id @param {any} experiment @param {string} visitor @returns {Draw} */
export function drawOf(id, experiment, visitor) {
  const bucket = bucketOf(experiment.seed ?? id, visitor);
  const arms = Object.keys(experiment.split);
  let start = 0;
  for (const arm of arms) {
    const size = bucketsOfShare(experiment.split[arm]);
    const enrolled = Math.round(size * (experiment.coverage ?? 1));
    if (bucket < start + size) return { first: arms[0], arm, enrolled: bucket < start + enrolled };
    start += size;
  }
  throw new Error(`the shares of experiment "${id}" do not sum to 1`);
}
