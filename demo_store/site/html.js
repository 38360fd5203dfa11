// HTML as tagged templates: every inserted text is escaped unless it is HTML already.

/** A piece of finished HTML. */
export class Html {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

/** @param {unknown} text */
export const escapeHtml = text =>
  String(text).replace(
    /[&<>"']/g,
    c => /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c],
  );

/** @param {unknown} value @returns {string} */
function written(value) {
  if (value === null || value === undefined || value === false || value === true) return '';
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(written).join('');
  return escapeHtml(value);
}

/** @param {TemplateStringsArray} parts @param {...unknown} values */
export const html = (parts, ...values) => new Html(parts.reduce((out, part, i) => out + written(values[i - 1]) + part));

/** HTML that was made elsewhere and is trusted. @param {string} text */
export const raw = text => new Html(text);

/** A place that the worker fills for each request. @param {string} name */
export const hole = name => new Html(`%%${name}%%`);

/** @param {number} amount in euros */
export const euros = amount => `€${Number.isInteger(amount) ? amount : amount.toFixed(2)}`;

/** JSON that may stand inside a script element. @param {unknown} value */
export const jsonText = value => JSON.stringify(value).replace(/</g, '\\u003c');
