// The frames of a page in an engine that gives no pictures of them: what each had laid out, looked at as it is drawn.

/** @typedef {import('playwright-core').Page} Page */

/** Runs before any script of the page. */
function noteFrames() {
  /** @type {string[][]} */
  const frames = [];
  Object.assign(window, { frames_drawn: frames });
  const names = /** @type {Record<string, string>} */ ({
    'rgb(255, 0, 0)': 'red',
    'rgb(0, 255, 0)': 'green',
    'rgb(0, 0, 255)': 'blue',
    'rgb(0, 255, 255)': 'cyan',
  });
  /** @param {Element} box */
  const isSeen = box => {
    const { top, bottom, width, height } = box.getBoundingClientRect();
    return width > 0 && height > 0 && bottom > 0 && top < innerHeight && box.checkVisibility({ visibilityProperty: true });
  };
  const note = () => {
    // What is done in a frame's callbacks after this one is in the same frame: so it is read behind them all.
    const seen = [...document.querySelectorAll('.box')].filter(isSeen);
    frames.push([...new Set(seen.map(box => names[getComputedStyle(box).backgroundColor] ?? ''))]);
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}

/** @param {Page} page @returns {Promise<() => Promise<string[][]>>} as watchFrames of frames.js */
export async function sampleFrames(page) {
  await page.addInitScript(noteFrames);
  return () =>
    page.evaluate(
      () =>
        new Promise(done => {
          requestAnimationFrame(() => requestAnimationFrame(() => done(/** @type {any} */ (window).frames_drawn)));
        }),
    );
}
