// Writes js/src/host/constants.js from core/format: builds the native tests and runs the one that holds the two equal, told to write.
import { spawnSync } from 'node:child_process';
import { root } from './host.js';

const NAME = 'the constants of the JavaScript host are those of core/format';
const env = { ...process.env, VITRINE_WRITE_CONSTANTS: '1' };
for (const [program, ...args] of [
  [process.execPath, 'toolchains/build.js', 'native'],
  ['build/native/tests/vitrine_core_tests', NAME],
]) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
