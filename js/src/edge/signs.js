// Signs that a page as a whole is an application's, which compares what stands there with what it would draw (EDGE_REPORTS.md E07, E08).

/** Next.js and React's streams: scripts, the files of the first, and the comments and segments around what comes later. */
const SIGNS = ['self.__next_f', '$RC(', '/_next/', '<!--$', '<!--/$', 'id="S:', 'id="B:'];
const LONGEST = Math.max(...SIGNS.map(sign => sign.length)) - 1;

/** @returns {(bytes: Uint8Array) => boolean} told the page piece by piece: has one been there? */
export function applicationSigns() {
  let isFound = false;
  let end = '';
  return bytes => {
    if (isFound) return true;
    const text = end + new TextDecoder().decode(bytes);
    isFound = SIGNS.some(sign => text.includes(sign));
    end = text.slice(-LONGEST);
    return isFound;
  };
}
