// One visitor living through events and seconds: what is entered and left when, and what comes next.
import { segmentDefinition } from './definitions.js';
import { History } from './history.js';
import { NOTHING, judge } from './judge.js';
import { nextMoment } from './moments.js';
import { LAST_SECOND, LOOK_AHEAD } from './time.js';

/** @typedef {import('./judge.js').Judgement} Judgement */

/**
 * @typedef {object} Transition what changed within one second
 * @property {number} time
 * @property {Set<string>} entered
 * @property {Set<string>} left
 * @property {string | null} stage at the end of the second
 */

export class Visitor {
  /** @param {import('./history.js').Setting} setting @param {string} id */
  constructor(setting, id) {
    this.id = id;
    this.history = new History(setting, id);
    /** The clock: seconds of the newest event or advance. */
    this.now = 0;
    /** @type {Judgement} */
    this.judgement = NOTHING;
    /** @type {Transition[]} */
    this.transitions = [];
  }

  /** @param {import('./log.js').LogLine} line @returns {boolean} whether it was taken, and not ignored as one that was before */
  take(line) {
    if (this.history.isDuplicate(line)) return false;
    this.advance(line.time);
    this.history.add(line, this.now);
    this.settle(this.now);
    return true;
  }

  /** @param {{time: number, purposes: string[]}} line the visitor's choice, from its moment on; it is no event */
  allow(line) {
    this.advance(line.time);
    this.history.allow(line.purposes);
    if (this.history.events.length > 0) this.settle(this.now);
  }

  /** Goes on from a snapshot; what is different then is no change that anyone is told. */
  goThroughSnapshot() {
    this.history.goThroughSnapshot();
    if (this.history.events.length > 0) this.judgement = judge(this.history, this.now, this.judgement);
  }

  /** Goes on from a snapshot under another strategy; what was told is told. @param {import('./history.js').Setting} setting */
  change(setting) {
    const before = this.history.setting.strategy;
    const after = setting.strategy;
    const isKept = (/** @type {string} */ id) =>
      Object.hasOwn(after.segments ?? {}, id) && segmentDefinition(after, id) === segmentDefinition(before, id);
    const { segments, stage, staying } = this.judgement;
    this.judgement = { segments: segments.filter(isKept), stage, staying: new Map([...staying].filter(([id]) => isKept(id))) };
    this.transitions = [];
    this.history.change(setting);
    this.goThroughSnapshot();
  }

  /** @param {number} time to which the clock moves; it never runs back */
  advance(time) {
    if (this.history.events.length > 0) {
      for (let next = this.next(); next <= time; next = this.next()) {
        this.now = next;
        this.settle(next);
      }
    }
    this.now = Math.max(this.now, time);
  }

  /** @returns {number} the next second that must be judged */
  next() {
    return nextMoment(this.history, this.judgement, this.now);
  }

  /** @param {number} now */
  settle(now) {
    const before = this.judgement;
    const after = judge(this.history, now, before);
    this.judgement = after;
    const entered = after.segments.filter(id => !before.segments.includes(id));
    const left = before.segments.filter(id => !after.segments.includes(id));
    if (entered.length === 0 && left.length === 0 && after.stage === before.stage) return;
    if (this.transitions.at(-1)?.time !== now) this.transitions.push({ time: now, entered: new Set(), left: new Set(), stage: null });
    const transition = this.transitions[this.transitions.length - 1];
    for (const id of entered) transition.entered.add(id);
    for (const id of left) transition.left.add(id);
    transition.stage = after.stage;
  }

  /** @returns {number | null} the first second after now in which a segment or the stage changes if no event comes */
  nextChange() {
    const end = Math.min(this.now + LOOK_AHEAD, LAST_SECOND);
    let judgement = this.judgement;
    for (let time = nextMoment(this.history, judgement, this.now); time <= end; time = nextMoment(this.history, judgement, time)) {
      const after = judge(this.history, time, judgement);
      if (after.stage !== judgement.stage || after.segments.join() !== judgement.segments.join()) return time;
      judgement = after;
    }
    return null;
  }
}
