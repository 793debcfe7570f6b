// Reads documents on standard input, a JSON string a line, with the official parser. Prints the keywords of its languages
// and then, a line for each document, what it makes of it: `{document, pickles}` or `{errors}`, in the neutral form that
// ours.rs gives our own reading.
import { readFileSync } from 'node:fs';
import { AstBuilder, GherkinClassicTokenMatcher, Parser, compile, dialects } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';

const place = ({ location }) => ({ line: location.line, column: location.column });
const tag = (tag) => ({ name: tag.name, ...place(tag) });
const cell = (cell) => ({ text: cell.value, column: cell.location.column });
const row = (row) => ({ ...place(row), cells: row.cells.map(cell) });

const head = (part) => ({
  ...place(part),
  keyword: part.keyword,
  name: part.name,
  description: part.description,
  tags: (part.tags ?? []).map(tag),
});

const text = (doc) => ({ ...place(doc), fence: doc.delimiter, mediaType: doc.mediaType ?? null, text: doc.content });

const step = (step) => ({
  ...place(step),
  keyword: step.keyword,
  type: step.keywordType,
  text: step.text,
  table: step.dataTable ? step.dataTable.rows.map(row) : null,
  doc: step.docString ? text(step.docString) : null,
});

const examples = (examples) => ({
  ...head(examples),
  rows: [...(examples.tableHeader ? [examples.tableHeader] : []), ...examples.tableBody].map(row),
});

const scenario = (scenario) => ({
  ...head(scenario),
  steps: scenario.steps.map(step),
  examples: scenario.examples.map(examples),
});

const background = (children) => {
  const found = children.find((child) => child.background)?.background;
  return found ? { ...head(found), steps: found.steps.map(step) } : null;
};

const scenarios = (children) => children.filter((child) => child.scenario).map((child) => scenario(child.scenario));
const rule = (rule) => ({ ...head(rule), background: background(rule.children), scenarios: scenarios(rule.children) });

const document = ({ feature, comments }) => ({
  comments: comments.map((comment) => ({ line: comment.location.line, text: comment.text })),
  language: feature?.language ?? 'en',
  feature: feature
    ? {
        ...head(feature),
        background: background(feature.children),
        scenarios: scenarios(feature.children),
        rules: feature.children.filter((child) => child.rule).map((child) => rule(child.rule)),
      }
    : null,
});

const pickleStep = ({ text, type, argument }) => ({
  text,
  type,
  table: argument?.dataTable ? argument.dataTable.rows.map((row) => row.cells.map((cell) => cell.value)) : null,
  doc: argument?.docString
    ? { mediaType: argument.docString.mediaType ?? null, text: argument.docString.content }
    : null,
});

const pickle = (pickle) => ({
  name: pickle.name,
  line: pickle.location.line,
  tags: pickle.tags.map((tag) => tag.name),
  steps: pickle.steps.map(pickleStep),
});

function read(source) {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  try {
    const read = parser.parse(source);
    return { document: document(read), pickles: compile(read, '', newId).map(pickle) };
  } catch (error) {
    if (!error.errors && !error.location) throw error;
    const errors = error.errors ?? [error];
    return { errors: errors.map((error) => ({ line: error.location.line, message: error.message })) };
  }
}

const lines = [dialects, ...readFileSync(0, 'utf8').split('\n').filter(Boolean).map((line) => read(JSON.parse(line)))];
process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
