// The frames that a page really showed, and which pure colours they had.

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<() => Promise<string[][]>>} stops, and tells the pure colours of each frame in their order
 */
export async function watchFrames(page) {
  const session = await page.context().newCDPSession(page);
  /** @type {string[]} */
  const frames = [];
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(data);
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  return async () => {
    await session.send('Page.stopScreencast');
    const reader = await page.context().newPage();
    const colours = [];
    for (const frame of frames) colours.push(await reader.evaluate(coloursOf, frame));
    await reader.close();
    return colours;
  };
}

/** Runs in a page, which knows how to read a PNG. @param {string} base64 */
async function coloursOf(base64) {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const names = new Map([
    ['255,0,0', 'red'],
    ['0,255,0', 'green'],
    ['0,0,255', 'blue'],
    ['0,255,255', 'cyan'],
  ]);
  const found = new Set();
  for (let at = 0; at < data.length; at += 4) {
    const name = names.get(`${data[at]},${data[at + 1]},${data[at + 2]}`);
    if (name) found.add(name);
  }
  return [...found];
}
