// Child processes that lead a group of their own each: what they start ends with them, and all of them with the run.

/** @type {Set<import('node:child_process').ChildProcess>} */
export const running = new Set();

/** Ends a child and all that it started. @param {import('node:child_process').ChildProcess} child spawned with `detached` */
export function endGroup(child) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error; // gone already
  }
}

export function endAll() {
  for (const child of running) endGroup(child);
}
