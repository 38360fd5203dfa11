// What the page's script is told, as JSON in the head: data that no browser runs.

/**
 * @typedef {object} Told
 * @property {string} [id] only where there is a memory
 * @property {number} view its number; of a visitor without memory 0
 * @property {boolean} counted the memory has taken it
 * @property {number} at seconds since 1970
 * @property {number} [mark] of this answer, where it is counted
 * @property {number} [previous] mark of the answer that the memory counted before; 0: none
 * @property {number} [seen] number of the newest event that was taken; not there: nobody here takes any
 * @property {object[]} decisions
 * @property {string} [snapshot] base64url, where the page asks for it
 */

/** Nothing in it can end the script, or be another letter in another encoding. @param {unknown} value @returns {string} ASCII */
function safeJson(value) {
  const escaped = (/** @type {string} */ c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[<>&\u007f-\uffff]/g, escaped);
}

/** @param {Told} told @returns {string} goes directly before the end of the head */
export const insertOf = told => `<script type="application/json" data-vitrine-edge>${safeJson(told)}</script>`;
