// A page on its way through the edge: its head is held until it is decided, each slot until its end, and all else goes on as it comes.

import { joined } from './body.js';
import { MOST_HEAD, MOST_HELD } from './limits.js';

/** @typedef {import('./scanner.js').Scan} Scan */
/** @typedef {import('./scanner.js').Range} Range */
/** @typedef {import('./scanner.js').Slot} Slot */
/**
 * @typedef {object} Decided
 * @property {string} insert goes before the end of the head; ASCII
 * @property {(bytes: Uint8Array) => { isApp: boolean } | string} look is told all bytes, the head first; isApp: the page as a whole is an application's, of which
 *   nothing is touched from here on; a text: why all the rest goes on as it comes
 * @property {(slot: Slot, number: number, content: Uint8Array) => Range[] | null} fill once a slot or list has ended: what takes the place of its content, as
 *   ranges of the page; null: it stays. `content` are its bytes, from slot.contentStart on
 */

/** Reasons of vt_page_reason that keep a slot and a list alike, whatever comes: LEAKS, FORMATTING, NESTED, NAME, DECIDE, APP, LOST, LIMIT. */
const FOR_GOOD = 4 | 8 | 16 | 32 | 256 | 512 | 1024 | 2048;

const NOTHING = new Uint8Array(0);

/** Bytes of the page that have come and have not gone on: a window that moves. */
class Held {
  /** @type {Uint8Array[]} */
  parts = [];
  /** Of the first byte, in the page. */
  start = 0;
  length = 0;

  /** @param {Uint8Array} part */
  add(part) {
    this.parts.push(part);
    this.length += part.length;
  }

  get end() {
    return this.start + this.length;
  }

  /** @param {number} from @param {number} to @returns {Uint8Array} without a copy where they came in one part */
  view(from, to) {
    let start = this.start;
    for (const part of this.parts) {
      if (from >= start && to <= start + part.length) return part.subarray(from - start, to - start);
      start += part.length;
    }
    return this.copy(from, to);
  }

  /** @param {number} from @param {number} to @returns {Uint8Array} a copy */
  copy(from, to) {
    const out = new Uint8Array(to - from);
    let place = this.start;
    for (const part of this.parts) {
      const [first, last] = [Math.max(from, place), Math.min(to, place + part.length)];
      if (first < last) out.set(part.subarray(first - place, last - place), first - from);
      place += part.length;
    }
    return out;
  }

  /** Lets go what stands before. @param {number} to @returns {Uint8Array[]} without a copy */
  take(to) {
    const taken = [];
    while (this.parts.length > 0 && this.start < to) {
      const [part] = this.parts;
      const count = Math.min(part.length, to - this.start);
      taken.push(part.subarray(0, count));
      if (count === part.length) this.parts.shift();
      else this.parts[0] = part.subarray(count);
      this.start += count;
      this.length -= count;
    }
    return taken;
  }
}

/**
 * @param {object} options
 * @param {Scan} options.scan of a page of which nothing has been taken yet; is ended
 * @param {(head: Uint8Array) => Decided | string} options.decide called once, with the bytes before the end of the head; a text: why the page goes on as it came
 * @param {(reason: string) => void} options.tell why the page, or the rest of it, goes on as it came; once
 * @param {ReturnType<typeof import('./plans.js').planMaker>} [options.plan] is told what it has to know of the page
 * @param {(isApp: boolean) => void} [options.done] the whole page has been stitched, before the scan is ended
 */
export function makeStitcher({ scan, decide, tell, plan, done }) {
  const held = new Held();
  /** @type {Decided | null} */
  let decided = null;
  let isPassing = false;
  let isHeadDone = false;
  let isApp = false;
  let next = 0; // the number of the slot that is met next
  /** What goes on after this call: kept here, so that a fault loses none of it. @type {Uint8Array[]} */
  let out = [];

  /** From here on everything goes on as it comes. @param {string} reason */
  function pass(reason) {
    if (!isPassing) tell(reason);
    isPassing = true;
    scan.end();
    return held.take(held.end);
  }

  /** @param {boolean} isLast @returns {Uint8Array[]} */
  function throughHead(isLast) {
    const { headEnd, isOff, reasons } = scan.known();
    if (isOff) return pass('off');
    if (reasons !== 0 && headEnd === 0) return pass('structure');
    if (headEnd === 0 && !isLast) return held.length > MOST_HEAD ? pass('head') : [];
    if (headEnd > MOST_HEAD) return pass('head');
    isHeadDone = true;
    const made = decide(held.view(0, headEnd));
    if (typeof made === 'string') return pass(made);
    decided = made;
    const why = looked(held.view(0, held.end));
    if (why) return pass(why);
    plan?.anchor(0, held.view(0, Math.min(headEnd + 16, held.end)));
    return [...held.take(headEnd), new TextEncoder().encode(decided.insert)];
  }

  /** @param {Uint8Array} bytes @returns {string} why all the rest goes on as it comes */
  function looked(bytes) {
    const found = decided?.look(bytes) ?? '';
    if (typeof found === 'string') return found;
    isApp = found.isApp;
    return '';
  }

  /** @param {Slot} slot @param {number} number @returns {Uint8Array[]} its content, as it goes on */
  function filled(slot, number) {
    const content = held.view(slot.contentStart, slot.contentEnd);
    plan?.slot(slot, number, content);
    const ranges = isApp ? null : decided?.fill(slot, number, content);
    if (!ranges) return held.take(slot.end);
    const out = ranges.map(([start, end]) => content.subarray(start - slot.contentStart, end - slot.contentStart));
    held.take(slot.contentEnd);
    return [...out, ...held.take(slot.end)];
  }

  function throughBody() {
    const { slots } = scan.known();
    for (; next < slots; next++) {
      const slot = scan.slot(next);
      // Nothing of it will be another: it goes on as it comes. So do slots in slots, and what is gone already.
      if (slot.reasons & FOR_GOOD || slot.contentStart < held.start || (isApp && !plan)) continue;
      if (slot.start >= held.start) plan?.anchor(slot.start, held.view(slot.start, slot.contentStart));
      out.push(...held.take(slot.contentStart));
      if (slot.end === 0) {
        if (held.length > MOST_HELD) out.push(...pass('held'));
        return;
      }
      out.push(...filled(slot, next));
    }
    out.push(...held.take(held.end));
  }

  /** @param {Uint8Array} bytes @param {boolean} isLast */
  function take(bytes, isLast) {
    if (!scan.take(bytes, isLast)) {
      out.push(...pass('large'));
      return;
    }
    const wasHeadDone = isHeadDone;
    if (!isHeadDone) out.push(...throughHead(isLast));
    const why = wasHeadDone ? looked(bytes) : '';
    if (why) out.push(...pass(why));
    if (isHeadDone && !isPassing) throughBody();
    if (!isLast) return;
    if (isHeadDone && !isPassing && scan.known().reasons === 0) done?.(isApp);
    scan.end();
    out.push(...held.take(held.end));
  }

  return {
    /**
     * Any fault lets all that is held, and all that comes, go on as it came.
     * @param {Uint8Array} bytes
     * @param {boolean} [isLast]
     * @returns {Uint8Array[]}
     */
    take(bytes, isLast = false) {
      out = [];
      held.add(bytes);
      if (isPassing) return held.take(held.end);
      try {
        take(bytes, isLast);
      } catch {
        out.push(...pass('fault'));
      }
      return out;
    },
    /** The page breaks off, or nobody waits for it any more. */
    stop: () => scan.end(),
  };
}

/**
 * What is ready, then what comes: breaks off where the page does, and who cancels it cancels the page.
 * @param {Uint8Array[]} ready
 * @param {import('./body.js').Body} body
 * @param {ReturnType<typeof makeStitcher> | null} [stitcher] null: as it comes
 * @returns {ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>} whole where nothing is to come any more
 */
export function answerOf(ready, body, stitcher = null) {
  if (body.isDone() && (!stitcher || body.parts.length === 0))
    return /** @type {Uint8Array<ArrayBuffer>} */ (joined([...ready, ...body.parts.splice(0)]));
  let waiting = joined(ready);
  let isEnded = false;
  return new ReadableStream({
    async pull(controller) {
      while (waiting.length === 0 && !isEnded) {
        if (body.parts.length === 0 && !body.isDone()) {
          await body.more().catch(error => {
            stitcher?.stop();
            throw error;
          });
        }
        const parts = body.parts.splice(0);
        isEnded = body.isDone();
        waiting = joined(
          stitcher ? [...parts.flatMap(part => stitcher.take(part)), ...(isEnded ? stitcher.take(NOTHING, true) : [])] : parts,
        );
      }
      if (waiting.length > 0) controller.enqueue(waiting);
      waiting = NOTHING;
      if (isEnded) controller.close();
    },
    cancel(reason) {
      stitcher?.stop();
      return body.cancel(reason);
    },
  });
}
