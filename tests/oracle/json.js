// A strict JSON reader: it refuses duplicate keys, half surrogates and numbers beyond a double; strategies may carry comments.

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;
const ESCAPES = /** @type {Record<string, string>} */ ({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' });

/**
 * @param {string} text one JSON document
 * @returns {any} objects have no prototype, so that every key is only a key
 * @throws {SyntaxError} with what is wrong and where
 */
export function readJson(text) {
  const reader = new Reader(text);
  const value = reader.value();
  reader.skipBlank();
  if (reader.at < text.length) reader.fail('nothing may follow the value');
  return value;
}

/** @param {string} text a strategy: JSON with `//` and block comments @returns {any} */
export function readJsonWithComments(text) {
  return readJson(
    text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, part => (part[0] === '"' ? part : part.replace(/[^\n]/g, ' '))),
  );
}

/** By object and key, how a number stood in the text: what a double cannot hold is still there. @type {WeakMap<object, Map<string, string>>} */
const written = new WeakMap();

/** @param {object} object that `readJson` made @param {string} key @returns {string | null} its number as it stands, null for anything else */
export function writtenNumber(object, key) {
  return written.get(object)?.get(key) ?? null;
}

class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.numberStart = 0;
  }

  /** @param {string} sentence @returns {never} */
  fail(sentence) {
    throw new SyntaxError(`at character ${this.at + 1}: ${sentence}`);
  }

  skipBlank() {
    BLANK.lastIndex = this.at;
    BLANK.test(this.text);
    this.at = BLANK.lastIndex;
  }

  /** @param {string} character */
  expect(character) {
    this.skipBlank();
    if (this.text[this.at] !== character) this.fail(`expected ${character}`);
    this.at += 1;
  }

  /** @param {string} character @returns {boolean} whether it stood here and was taken */
  takes(character) {
    this.skipBlank();
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  /** @returns {any} */
  value() {
    this.skipBlank();
    const first = this.text[this.at];
    if (first === '{') return this.object();
    if (first === '[') return this.array();
    if (first === '"') return this.string();
    for (const [word, value] of /** @type {[string, unknown][]} */ ([
      ['true', true],
      ['false', false],
      ['null', null],
    ])) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    return this.number();
  }

  object() {
    const object = Object.create(null);
    /** @type {Map<string, string>} */
    const numbers = new Map();
    written.set(object, numbers);
    this.expect('{');
    if (this.takes('}')) return object;
    do {
      this.skipBlank();
      const key = this.string();
      if (key in object) this.fail(`the key "${key}" stands twice`);
      this.expect(':');
      object[key] = this.value();
      if (typeof object[key] === 'number') numbers.set(key, this.text.slice(this.numberStart, this.at));
    } while (this.takes(','));
    this.expect('}');
    return object;
  }

  array() {
    /** @type {any[]} */
    const array = [];
    this.expect('[');
    if (this.takes(']')) return array;
    do array.push(this.value());
    while (this.takes(','));
    this.expect(']');
    return array;
  }

  string() {
    if (this.text[this.at] !== '"') this.fail('expected a text');
    let text = '';
    for (this.at += 1; this.text[this.at] !== '"'; this.at += 1) {
      const character = this.text[this.at];
      if (character === undefined) this.fail('the text has no end');
      if (character < ' ') this.fail('a control character in a text');
      text += character === '\\' ? this.escaped() : character;
    }
    this.at += 1;
    if (/\p{Surrogate}/u.test(text)) this.fail('half a surrogate pair in a text');
    return text;
  }

  escaped() {
    this.at += 1;
    const letter = this.text[this.at];
    if (letter in ESCAPES) return ESCAPES[letter];
    const digits = this.text.slice(this.at + 1, this.at + 5);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) this.fail('an unknown escape');
    this.at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  number() {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text);
    if (!found) this.fail('expected a value');
    const number = Number(found[0]);
    if (!Number.isFinite(number)) this.fail('a number beyond a double');
    this.numberStart = this.at;
    this.at += found[0].length;
    return number;
  }
}
