// In which way a page loads Vitrine: asked for by ?vitrine=, and kept for a day.

/** The default first. */
export const kModes = ['edge', 'bundle', 'head', 'module', 'off'];

/** @param {string | null | undefined} text @returns {text is string} */
export const isMode = text => kModes.includes(text ?? '');

/** @param {URL} url @param {Record<string, string>} cookies @returns {string} */
export function modeOf(url, cookies) {
  const mode = url.searchParams.get('vitrine') ?? cookies.shop_mode;
  return isMode(mode) ? mode : kModes[0];
}
