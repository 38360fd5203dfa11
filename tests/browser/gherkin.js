// Reads the part of Gherkin that OpenFeature's scenarios are written in: backgrounds, outlines with several tables of examples, tags, tables.

/** @typedef {{ text: string, table: string[][] }} Step */
/** @typedef {{ name: string, tags: string[], steps: Step[] }} Scenario */
/** @typedef {{ tags: string[], rows: string[][] }} Examples */

/** @param {string} line @returns {string[]} */
const cellsOf = line =>
  line
    .slice(1, line.lastIndexOf('|'))
    .split('|')
    .map(cell => cell.trim().replaceAll('\\"', '"'));

/** @param {Scenario} outline @param {Examples[]} examples @returns {Scenario[]} */
function filled({ name, tags, steps }, examples) {
  return examples.flatMap(({ tags: more, rows: [names, ...rows] }) =>
    rows.map(row => {
      const fill = (/** @type {string} */ text) => names.reduce((said, column, at) => said.replaceAll(`<${column}>`, row[at]), text);
      const filledSteps = steps.map(({ text, table }) => ({ text: fill(text), table: table.map(cells => cells.map(fill)) }));
      return { name: `${name} (${row.join(', ')})`, tags: [...tags, ...more], steps: filledSteps };
    }),
  );
}

/** @param {string} text of a .feature file @returns {Scenario[]} each with the steps of the background before its own */
export function scenariosOf(text) {
  /** @type {Step[]} */
  const background = [];
  /** @type {{ scenario: Scenario, examples: Examples[] }[]} */
  const found = [];
  /** @type {string[]} */
  let tags = [];
  let steps = background;
  /** @type {string[][]} */
  let table = [];
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    const [, word, rest] = /^(Feature|Background|Scenario Outline|Scenario|Examples|Given|When|Then|And|But)\b:?\s*(.*)$/.exec(line) ?? [];
    if (!line || line.startsWith('#')) continue;
    if (line.startsWith('|')) table.push(cellsOf(line));
    else if (line.startsWith('@')) tags.push(...line.split(/\s+/));
    else if (word === 'Feature' || word === 'Background') tags = [];
    else if (word === 'Scenario' || word === 'Scenario Outline') {
      steps = [];
      found.push({ scenario: { name: rest, tags, steps }, examples: [] });
      tags = [];
    } else if (word === 'Examples') {
      table = [];
      found[found.length - 1].examples.push({ tags, rows: table });
      tags = [];
    } else if (word) {
      table = [];
      steps.push({ text: rest, table });
    } else throw new Error(`line ${at + 1} is no Gherkin that this reader knows: ${line}`);
  }
  return found.flatMap(({ scenario, examples }) => {
    const whole = { ...scenario, steps: [...background, ...scenario.steps] };
    return examples.length ? filled(whole, examples) : [whole];
  });
}
