// The command line: what is said to whom, and the exit status.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vitrine } from './tool.js';

test('help names every command and ends with status 0', () => {
  const { status, out } = vitrine(['--help']);
  assert.equal(status, 0);
  for (const name of ['init', 'check', 'compile', 'bundle', 'words', 'dump', 'replay', 'merge', 'why', 'diff', 'studio', 'report']) {
    assert.match(out, new RegExp(`^  ${name} +\\w`, 'm'));
  }
});

test('every command has a help of its own', () => {
  for (const name of ['init', 'check', 'compile', 'bundle', 'words', 'dump', 'replay', 'merge']) {
    const { status, out } = vitrine([name, '--help']);
    assert.equal(status, 0, name);
    assert.match(out, new RegExp(`^Usage: vitrine ${name}`, 'm'));
  }
});

test('the version is that of the package and names the interface of the core', () => {
  const { status, out } = vitrine(['--version']);
  assert.equal(status, 0);
  assert.match(out, /^vitrine \d+\.\d+\.\d+\S* \(core interface \d+\)\n$/);
});

test('wrong usage ends with status 2 and says what is wrong', () => {
  for (const [args, said] of /** @type {[string[], RegExp][]} */ ([
    [[], /subcommand is required/],
    [['chek', 's.json'], /there is no command chek/],
    [['check'], /strategy is required/],
    [['check', 's.json', '--strikt'], /--strikt/],
    [['compile', 's.json'], /--output is required/],
    [['replay', 's.json'], /events is required/],
    [['check', '/nonexistent/s.json'], /^\/nonexistent\/s\.json: cannot be read: No such file/],
    [['merge'], /summaries is required/],
    [['bundle', 's.json', '-o', 'x.js', '--core', 'asm'], /--core/],
  ])) {
    const { status, err } = vitrine(args);
    assert.equal(status, 2, args.join(' '));
    assert.match(err, said);
  }
});

test('a command that is not there yet says so by its name', () => {
  for (const name of ['why', 'diff', 'studio', 'report']) {
    const { status, err } = vitrine([name, 'a.json', '--visitor', 'v']);
    assert.equal(status, 2);
    assert.match(err, new RegExp(`no \`vitrine ${name}\` yet`));
  }
});
