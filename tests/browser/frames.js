// The frames that a page really showed, and which pure colours they had.
import { engine } from './engines/index.js';
import { sampleFrames } from './engines/sampled_frames.js';

const MARK = 'magenta';

/** Runs in the page: a mark that moves now and then, so that a frame which has it comes for certain. */
function addMark() {
  const mark = document.createElement('div');
  let frame = 0;
  const move = () => {
    const left = frame % 20 < 10 ? 0 : 20;
    mark.style.cssText = `position: fixed; bottom: 0; left: ${left}px; width: 20px; height: 20px; z-index: 9999; background: #ff00ff`;
    frame += 1;
    requestAnimationFrame(move);
  };
  move();
  document.documentElement.append(mark);
}

/** @type {WeakMap<object, Promise<import('playwright-core').Page>>} */
const readers = new WeakMap();

/** A page that reads frames, in a window of its own: the window that is watched stays the one that is seen. @param {import('playwright-core').Browser} browser */
function readerIn(browser) {
  const known = readers.get(browser) ?? browser.newPage();
  readers.set(browser, known);
  return known;
}

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<() => Promise<string[][]>>} stops, and tells the pure colours of each frame in their order; the last shows what is there now
 */
export async function watchFrames(page) {
  if (engine !== 'chromium') return sampleFrames(page); // pictures of frames come by Chromium's own protocol
  const session = await page.context().newCDPSession(page);
  /** @type {string[]} */
  const frames = [];
  let tellNext = () => {};
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(data);
    tellNext();
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  return async () => {
    await page.evaluate(addMark);
    const reader = await readerIn(/** @type {import('playwright-core').Browser} */ (page.context().browser()));
    /** @type {string[][]} */
    const colours = [];
    while (!colours.at(-1)?.includes(MARK)) {
      if (frames.length > colours.length) colours.push(await reader.evaluate(coloursOf, frames[colours.length]));
      else await new Promise(done => (tellNext = () => done(undefined)));
    }
    await session.send('Page.stopScreencast');
    return colours.map(found => found.filter(colour => colour !== MARK));
  };
}

/** Runs in a page, which knows how to read a PNG. @param {string} base64 */
async function coloursOf(base64) {
  const answer = await fetch(`data:image/png;base64,${base64}`);
  const image = await createImageBitmap(await answer.blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.drawImage(image, 0, 0);
  const found = new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer));
  // A pixel's bytes are red, green, blue and opacity.
  const names = /** @type {const} */ ([
    [0xff0000ff, 'red'],
    [0xff00ff00, 'green'],
    [0xffff0000, 'blue'],
    [0xffffff00, 'cyan'],
    [0xffff00ff, 'magenta'],
  ]);
  return names.filter(([pixel]) => found.has(pixel)).map(([, name]) => name);
}
