// Runs a script that a checkout may lack, with its arguments, or says in a sentence that it is not there: node toolchains/launch.js FILE ...
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './host.js';

const [file, ...args] = process.argv.slice(2);
if (file === undefined || !existsSync(path.join(root, file))) {
  console.error(`There is nothing to run yet: ${file ?? 'no file named'} does not exist in this version.`);
  process.exitCode = 1;
} else {
  process.exitCode = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
}
