// Reads the journeys out of the feature file's table, so that all contestants walk the same ones.
import { readFileSync } from 'node:fs';

/** The rows of the one `Examples:` table of a feature file, as objects by column. */
export function readJourneys(feature) {
  const lines = readFileSync(feature, 'utf8').split('\n').map((line) => line.trim());
  const from = lines.indexOf('Examples:');
  if (from < 0) throw new Error(`${feature} has no line "Examples:"`);
  const rows = lines
    .slice(from + 1)
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const [columns, ...journeys] = rows;
  return journeys.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
}

/** How many steps the one outline of a feature file has. */
export function countSteps(feature) {
  const text = readFileSync(feature, 'utf8');
  return text.split('\n').filter((line) => /^\s*(Given|When|Then|And|But|\*) /.test(line)).length;
}

/** The text of a feature file with the first `count` rows of its table. */
export function firstJourneys(feature, count) {
  const lines = readFileSync(feature, 'utf8').split('\n');
  const columns = lines.findIndex((line) => line.trim() === 'Examples:') + 1;
  return `${lines.slice(0, columns + 1 + count).join('\n')}\n`;
}
