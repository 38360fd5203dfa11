// Makes the JavaScript core of what wasm2js writes: node finish_core.js IN OUT. One function that makes a fresh instance with its own memory.
import { readFileSync, writeFileSync } from 'node:fs';

const [input, output] = process.argv.slice(2);
const text = readFileSync(input, 'utf8');

const instance = text.search(/^var retasmFunc = asmFunc\(/m);
if (instance < 0 || /^import /m.test(text)) {
  console.error(`${input}: not the form that wasm2js is known to write (an asmFunc without imports). Is another Binaryen installed?`);
  process.exit(1);
}
// All of it stands inside: its helpers for bulk memory speak to the newest instance's memory, and each call must have its own.
const body = text.slice(0, instance).trimEnd();
writeFileSync(
  output,
  `// @ts-nocheck
// The JavaScript core, translated from vitrine.wasm by wasm2js. instantiate() returns the same exports, with a memory of their own.
export default function instantiate() {
${body}
  return asmFunc({});
}
`,
);
