// The shop's logo and its small line icons.
import { raw } from './html.js';

/** @param {string} d */
const icon = d =>
  raw(
    `<svg class="icon" viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="${d}"/></svg>`,
  );

export const icons = {
  search: icon('M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20'),
  heart: icon('M12 20S4 15.2 4 9.4A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 8 2.2C20 15.2 12 20 12 20Z'),
  bag: icon('M5.5 8.5h13l1 11.5h-15l1-11.5ZM9 8.5V7a3 3 0 0 1 6 0v1.5'),
  truck: icon(
    'M3 7h11v9H3zM14 10h4l3 3v3h-7zM7 18.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6ZM17 18.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
  ),
  back: icon('M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H8'),
  mend: icon('M14.5 6.5a4 4 0 0 0 4.9 4.9L11 20a2.5 2.5 0 0 1-3.5-3.5l8.4-8.4M14.5 6.5 17 4'),
  chat: icon('M4 5h16v11H10l-4 4v-4H4z'),
  ruler: icon('M3.5 15.5 15.5 3.5l5 5-12 12zM8 11l2 2M11 8l2 2M14 5l2 2M5.5 13.5l2 2'),
  lock: icon('M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3'),
  leaf: icon('M5 19C5 10 10 5 20 4c0 9-4 14-11 14-2 0-3-.5-4 1ZM5 19c2-4 5-7 9-9'),
  close: icon('M6 6l12 12M18 6 6 18'),
};

/** The mark: an alder leaf over the rings of a tarn. */
export const kMark =
  '<path d="M20 4c7 5 8 13 0 21C12 17 13 9 20 4Z" fill="#2f6b57"/><path d="M20 9v20M20 15l4-3M20 19l-4-3" fill="none" stroke="#fbf9f4" stroke-width="1.6" stroke-linecap="round"/><path d="M6 30c5-3 9 2 14 0s9-2 14 0M10 35c4-2 6 1 10 0s6-1 10 0" fill="none" stroke="#a8492a" stroke-width="2.2" stroke-linecap="round"/>';

export const logo = raw(
  `<svg class="mark" viewBox="0 0 40 40" width="38" height="38" aria-hidden="true" focusable="false">${kMark}</svg><span class="wordmark">Tarn <i>&amp;</i> Alder</span>`,
);

export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="9" fill="#fbf9f4"/>${kMark}</svg>\n`;

/** @param {number} value 0..5 */
export function stars(value) {
  const share = Math.round((value / 5) * 20) * 5;
  const star = 'M10 1.8l2.5 5.3 5.7.7-4.2 4 1.1 5.7L10 14.7l-5.1 2.8L6 11.800 1.800 7.800l5.700-.700z';
  const five = Array.from({ length: 5 }, (_, i) => `<path d="${star}" transform="translate(${i * 20} 0)"/>`).join('');
  return raw(
    `<svg class="stars" viewBox="0 0 100 20" width="80" height="16" aria-hidden="true" focusable="false"><g fill="#d9d3c6">${five}</g><svg width="${share}" height="20" viewBox="0 0 ${share} 20" preserveAspectRatio="xMinYMin slice"><g fill="#a8492a">${five}</g></svg></svg>`,
  );
}
