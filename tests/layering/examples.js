// Small files that break one rule each, and their right neighbours that must pass: they prove that every rule can fail.

/** @typedef {{ file: string, text: string, beside?: string[] }} Example a file, its text, and the other files that exist */

const says = '// Says in one line what this example is for.\n';

/** @type {(Example & { rule: string })[]} */
export const wrongExamples = [
  { rule: 'C++ layer', file: 'core/runtime/a.cpp', text: `${says}#include "compiler/read.h"\n`, beside: ['core/compiler/read.h'] },
  { rule: 'C++ layer', file: 'core/runtime/b.cpp', text: `${says}#include "page/scan.h"\n`, beside: ['core/page/scan.h'] },
  { rule: 'C++ layer', file: 'core/runtime/c.cpp', text: `${says}#include <compiler/read.h>\n`, beside: ['core/compiler/read.h'] },
  { rule: 'C++ layer', file: 'core/runtime/d.cpp', text: `${says}#include "../cli/replay.h"\n`, beside: ['core/cli/replay.h'] },
  { rule: 'C++ layer', file: 'core/page/a.cpp', text: `${says}  #  include "runtime/pack.h"\n`, beside: ['core/runtime/pack.h'] },
  { rule: 'C++ layer', file: 'core/format/a.h', text: `${says}#include "runtime/bytes.h"\n`, beside: ['core/runtime/bytes.h'] },
  { rule: 'C++ layer', file: 'core/include/vitrine/a.h', text: `${says}#include "format/hash.h"\n`, beside: ['core/format/hash.h'] },
  { rule: 'C++ layer', file: 'core/compiler/a.cpp', text: `${says}#include "runtime/engine.h"\n`, beside: ['core/runtime/engine.h'] },
  { rule: 'C++ layer', file: 'core/cli/a.cpp', text: `${says}#include "page/scan.h"\n`, beside: ['core/page/scan.h'] },
  { rule: 'C++ layer', file: 'wasm/bridge.cpp', text: `${says}#include "runtime/engine.h"\n`, beside: ['core/runtime/engine.h'] },
  { rule: 'lost include', file: 'core/runtime/e.cpp', text: `${says}#include "nowhere.h"\n` },
  { rule: 'foreign library', file: 'core/runtime/f.cpp', text: `${says}#include <nlohmann/json.hpp>\n` },
  { rule: 'foreign library', file: 'core/compiler/lower.cpp', text: `${says}#include <nlohmann/json.hpp>\n` },
  { rule: 'foreign library', file: 'core/compiler/read.h', text: `${says}#include <nlohmann/json_fwd.hpp>\n` },
  { rule: 'foreign library', file: 'core/compiler/b.cpp', text: `${says}#include <simdjson.h>\n` },
  { rule: 'foreign library', file: 'core/format/b.h', text: `${says}#include <catch2/catch.hpp>\n` },
  { rule: 'js folder', file: 'js/src/collect/a.js', text: `${says}import { x } from '../host/x.js';\n` },
  { rule: 'js folder', file: 'js/src/collect/b.js', text: `${says}export {\n  x,\n} from "../vitrine.js";\n` },
  { rule: 'js folder', file: 'js/src/collect/c.js', text: `${says}const x = await import('../host/x.js');\n` },
  { rule: 'js folder', file: 'js/src/collect/d.js', text: `${says}import '../../../demo_store/x.js';\n` },
  { rule: 'js folder', file: 'js/src/host/e.js', text: `${says}import module from '../../dist/vitrine.wasm';\n` },
  { rule: 'js folder', file: 'js/src/module/a.js', text: `${says}import { x } from '../host/x.js';\n` },
  { rule: 'js folder', file: 'js/src/consent/a.js', text: `${says}import { x } from '../host/x.js';\n` },
  { rule: 'consent gate', file: 'js/src/host/a.js', text: `${says}import { save } from '../persist/save.js';\n` },
  { rule: 'consent gate', file: 'js/src/persist/a.js', text: `${says}import { send } from '../report/send.js';\n` },
  { rule: 'storing', file: 'js/src/persist/b.js', text: `${says}window.localStorage.setItem('a', 'b');\n` },
  { rule: 'storing', file: 'js/src/host/b.js', text: `${says}document.cookie = 'a=b';\n` },
  { rule: 'storing', file: 'js/src/report/a.js', text: `${says}navigator.sendBeacon('/r', 'x');\n` },
  { rule: 'js dependency', file: 'js/src/host/c.js', text: `${says}import x from 'left-pad';\n` },
  { rule: 'js dependency', file: 'js/src/host/e.js', text: `${says}import { createElement } from 'react';\n` },
  { rule: 'js folder', file: 'js/src/react/a.js', text: `${says}import { show } from '../activate/slots.js';\n` },
  { rule: 'js dependency', file: 'js/src/host/d.js', text: `${says}import { start } from 'vitrine';\n` },
  { rule: 'long file', file: 'tests/core/long.cpp', text: says + 'int x;\n'.repeat(399) },
  { rule: 'purpose', file: 'core/runtime/g.h', text: '#pragma once\n' },
  { rule: 'purpose', file: 'js/src/a.js', text: '// @ts-check\nexport const a = 1;\n' },
  { rule: 'purpose', file: 'demo_store/a.css', text: 'body { margin: 0; }\n' },
  { rule: 'document path', file: 'docs/A.md', text: 'See `core/page`.\n' },
  { rule: 'document path', file: 'docs/B.md', text: 'See [the page](../core/page/a.cpp).\n' },
  { rule: 'left for later', file: 'core/FORMAT.md', text: `# Format\n${'TO' + 'DO'}: say more\n` },
];

/** @type {Example[]} */
export const rightExamples = [
  {
    file: 'core/runtime/a.cpp',
    text: `${says}#include "runtime/a.h"\n#include "format/hash.h"\n`,
    beside: ['core/runtime/a.h', 'core/format/hash.h'],
  },
  { file: 'core/runtime/b.cpp', text: `${says}#include "b.h"\n#include <cstdint>\n`, beside: ['core/runtime/b.h'] },
  { file: 'core/page/a.cpp', text: `${says}#include <vitrine/vitrine_page.h>\n`, beside: ['core/include/vitrine/vitrine_page.h'] },
  { file: 'core/compiler/read_slots.cpp', text: `${says}#include <nlohmann/json.hpp>\n` },
  { file: 'core/compiler/emit.cpp', text: `${says}#include "runtime/pack_verify.h"\n`, beside: ['core/runtime/pack_verify.h'] },
  { file: 'core/cli/replay.cpp', text: `${says}#include <simdjson.h>\n#include "compiler/dump.h"\n`, beside: ['core/compiler/dump.h'] },
  { file: 'tests/core/pack.cpp', text: `${says}#include <catch2/catch.hpp>\n#include "runtime/pack.h"\n`, beside: ['core/runtime/pack.h'] },
  { file: 'js/src/vitrine.js', text: `${says}import { x } from './host/x.js';\nimport { save } from './persist/save.js';\n` },
  { file: 'js/src/consent/b.js', text: `${says}import { PURPOSES } from '../host/constants.js';\n` },
  { file: 'js/src/consent/gate.js', text: `${says}import { save } from '../persist/save.js';\nexport const store = () => localStorage;\n` },
  { file: 'js/src/host/a.js', text: `${says}/** @typedef {import('../engine.js').Engine} Engine */\nimport { y } from './y.js';\n` },
  { file: 'js/src/host/b.js', text: `${says}// localStorage is reached by the gate alone\nconst name = 'localStorage';\n` },
  { file: 'js/src/module/workerd.js', text: `${says}export { default } from '../../dist/vitrine.wasm';\n` },
  { file: 'js/src/react/a.js', text: `${says}import { useState } from 'react';\nimport { live } from '../session/live.js';\n` },
  { file: 'js/src/cli/main.js', text: `${says}import { readFileSync } from 'node:fs';\n` },
  { file: 'tests/core/long.cpp', text: says + 'int x;\n'.repeat(398) },
  { file: 'toolchains/setup', text: '#!/usr/bin/env bash\n# The one place that installs what is needed.\n' },
  { file: 'README.md', text: '# Vitrine\n' },
  {
    file: 'docs/C.md',
    text: 'See [core](../core), `core/a.h`, `vitrine/react`, `js/dist/a.js`, `tests/X.test.js`.\n',
    beside: ['core', 'core/a.h'],
  },
];
