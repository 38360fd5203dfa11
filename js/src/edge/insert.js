// What the page's script is told, as JSON in the head: data that no browser runs.

/** @typedef {{ id?: string, view: number, counted: boolean, at: number, seen: number, decisions: object[] }} Told */

/** Nothing in it can end the script, or be another letter in another encoding. @param {unknown} value @returns {string} ASCII */
function safeJson(value) {
  const escaped = (/** @type {string} */ c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[<>&\u007f-\uffff]/g, escaped);
}

/** @param {Told} told @returns {string} goes directly before the end of the head */
export const insertOf = told => `<script type="application/json" data-vitrine-edge>${safeJson(told)}</script>`;
