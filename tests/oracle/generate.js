#!/usr/bin/env node
// Seeded random pairs of a strategy and an event stream: `node tests/oracle/generate.js SEED INDEX [CAPABILITY,...]` prints one.
import { fileURLToPath } from 'node:url';
import { readCapabilities } from './generate/capabilities.js';
import { Random } from './generate/random.js';
import { withChange } from './generate/change.js';
import { withPurposes } from './generate/consent.js';
import { moveSchedules } from './generate/slots.js';
import { randomStrategy } from './generate/strategy.js';
import { randomStream } from './generate/stream.js';
import { randomWorld } from './generate/world.js';
import { parseTime } from './time.js';

/**
 * @typedef {object} Pair
 * @property {string} name
 * @property {any} strategy
 * @property {any[]} [events] lines as objects, those with `purposes` instead of `event` say what is granted from then on; a text is a line as it stands, `{"hex": "..."}` its bytes
 * @property {any[][]} [files] the same of two logs, instead of `events`
 * @property {string | null} at
 */

/** What stops variants: with all of it in every pair the last reasons of the table would never be seen. */
const STOPS = ['caps', 'messages', 'evidence', 'schedule', 'experiments', 'holdout'];

/** @param {number} seed @param {number} index @param {Set<string>} allowed capabilities @returns {Pair} */
export function randomPair(seed, index, allowed) {
  const random = new Random(seed, index);
  const enabled = new Set([...allowed].filter(capability => !STOPS.includes(capability) || random.chance(0.6)));
  const world = randomWorld(random, enabled);
  const strategy = randomStrategy(random, enabled, world);
  const stream = randomStream(random, enabled, world, strategy);
  moveSchedules(random, strategy, endOf(stream));
  const events = world.consent ? withPurposes(random, stream.events) : stream.events;
  const logs =
    enabled.has('changes') && random.chance(0.1)
      ? { events: withChange(random, events, strategy, world) }
      : random.chance(0.08)
        ? { files: inTwo(random, events) }
        : { events };
  return JSON.parse(JSON.stringify({ name: `seed ${seed} pair ${index}`, strategy, ...logs, at: stream.at }));
}

/** @param {{events: any[], at: string | null}} stream @returns {number} the second up to which time passes */
function endOf({ events, at }) {
  return parseTime(at) ?? Math.max(0, ...events.map(line => parseTime(line?.time) ?? 0));
}

/** @param {Random} random @param {any[]} events @returns {any[][]} the same lines in two logs */
function inTwo(random, events) {
  const isFirst = events.map(() => random.chance(0.5));
  return [events.filter((_, number) => isFirst[number]), events.filter((_, number) => !isFirst[number])];
}

/** @param {any[]} events @returns {Buffer} the log file that they are */
export function logOf(events) {
  const lines = events.map(event => {
    if (typeof event === 'string') return Buffer.from(event, 'utf8');
    return typeof event.hex === 'string' ? Buffer.from(event.hex, 'hex') : Buffer.from(JSON.stringify(event), 'utf8');
  });
  return Buffer.concat(lines.flatMap(line => [line, Buffer.from('\n')]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [seed = '1', index = '0', capabilities = 'ready'] = process.argv.slice(2);
  console.log(JSON.stringify(randomPair(Number(seed), Number(index), readCapabilities(capabilities)), null, 1));
}
