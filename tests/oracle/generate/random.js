// A seeded source of choices: the same seed gives the same pair on every machine.

export class Random {
  /** @param {number} seed @param {number} index of the pair */
  constructor(seed, index) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
    this.next();
    this.next();
  }

  /** @returns {number} 0 up to 1, 1 excluded */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** @param {number} low @param {number} high @returns {number} an integer from low to high, both included */
  integer(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** @param {number} share @returns {boolean} true in that share of calls */
  chance(share) {
    return this.next() < share;
  }

  /**
   * @template T
   * @param {readonly T[]} list not empty
   * @returns {T}
   */
  pick(list) {
    return list[this.integer(0, list.length - 1)];
  }

  /**
   * @template T
   * @param {readonly T[]} list
   * @param {number} size
   * @returns {T[]} that many different places of the list, or all
   */
  some(list, size) {
    return this.shuffled(list).slice(0, size);
  }

  /**
   * @template T
   * @param {readonly T[]} list
   * @returns {T[]}
   */
  shuffled(list) {
    const rest = [...list];
    const shuffled = [];
    while (rest.length > 0) shuffled.push(...rest.splice(this.integer(0, rest.length - 1), 1));
    return shuffled;
  }

  /**
   * @param {[number, () => any][]} choices weights and what to do
   * @returns {any}
   */
  weighted(choices) {
    let left = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of choices) {
      left -= weight;
      if (left < 0) return make();
    }
    return choices[choices.length - 1][1]();
  }
}
