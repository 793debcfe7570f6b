//! "Did you mean": the definitions nearest to a sentence that nobody defined, written out with the author's own
//! products and amounts, and with the words marked in which they differ.

use std::cmp::Reverse;
use std::ops::Range;

use cucumber_expressions::{Alternative, Expression, SingleExpression};

use super::Catalogue;
use super::definition::{Code, Definition};
use super::spoken::{ENGLISH, Spoken, plain};
use crate::parameters::{Parameter, ParameterType};

/// A sentence that exists, near to one that does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The sentence, with the parameters of the author's text filled in.
    pub text: String,
    /// The definition's expression.
    pub expression: String,
    /// Where `text` differs from what the author wrote, in bytes of `text`.
    pub differing: Vec<Range<usize>>,
    /// How alike the two are, from 0 to 1000.
    pub likeness: u32,
}

/// How alike two sentences must be (0 to 1) to be told of.
const WORTH_TELLING: f64 = 0.45;
/// What leaving out or adding a word costs; putting one for another costs at most 1.
const GAP: f64 = 0.6;

/// One word of a definition's sentence.
#[derive(Debug)]
enum Piece {
    /// A word, or the choice of several; the first is the one to write.
    Word(Vec<String>),
    /// A parameter: an index into the definition's parameters, and the text glued to it on either side.
    Parameter { index: usize, before: String, after: String },
}

/// What is said in another language than the author's must be that much more alike.
const FOREIGN: f64 = 0.15;

/// The definitions nearest to `text`, best first and three at most; each in the language that comes nearest.
pub(crate) fn nearest(catalogue: &Catalogue, text: &str, language: &str) -> Vec<Suggestion> {
    let said = words(text);
    let mut found: Vec<Suggestion> = Vec::new();
    for (index, definition) in catalogue.definitions.iter().enumerate() {
        let spoken = std::iter::once(&catalogue.own[index]).chain(&catalogue.foreign()[index]);
        // Who writes English is not answered in German; others mix their language with English.
        let spoken = spoken.filter(|one| one.language == language || one.language == ENGLISH);
        let each = spoken.filter_map(|one| {
            let malus = if one.language == language { 0.0 } else { FOREIGN };
            suggestion(&said, &pieces(one, definition), definition.parameters, &one.expression, malus)
        });
        found.extend(each.max_by_key(|one| one.likeness));
    }
    found.sort_by_key(|one| Reverse(one.likeness));
    found.truncate(3);
    found
}

impl Catalogue {
    /// The sentences of one language that are nearest to `text`, best first and three at most.
    pub fn nearest_said_in(&self, language: &str, text: &str) -> Vec<Suggestion> {
        let said = words(text);
        let mut found: Vec<Suggestion> = Vec::new();
        for (index, definition) in self.definitions.iter().enumerate() {
            let spoken = std::iter::once(&self.own[index]).chain(&self.foreign()[index]);
            let spoken = spoken.filter(|one| one.language == language);
            let each = spoken.filter_map(|one| {
                suggestion(&said, &pieces(one, definition), definition.parameters, &one.expression, 0.0)
            });
            found.extend(each.max_by_key(|one| one.likeness));
        }
        found.sort_by_key(|one| Reverse(one.likeness));
        found.truncate(3);
        found
    }
}

/// A sentence of QA's own with its `<parameters>`, written out with the author's values, when `text` is near to it.
pub fn suggest_phrase(text: &str, sentence: &str) -> Option<Suggestion> {
    let (mut pieces, mut parameters) = (Vec::new(), 0);
    for word in sentence.split_whitespace() {
        pieces.push(match word.split_once('<').and_then(|(before, rest)| Some((before, rest.split_once('>')?))) {
            Some((before, (_, after))) => {
                parameters += 1;
                Piece::Parameter { index: parameters - 1, before: before.to_owned(), after: after.to_owned() }
            }
            None => Piece::Word(vec![word.to_owned()]),
        });
    }
    let types = vec![ParameterType::of::<Value>(); parameters];
    suggestion(&words(text), &pieces, &types, sentence, 0.0)
}

/// What a parameter of a phrase takes.
struct Value;

impl Parameter for Value {
    const NAME: &'static str = "value";
    const PATTERN: &'static str = ".+";
    const EXAMPLE: &'static str = "\"...\"";
    const DOC: &'static str = "a text in quotes, a number or an amount";

    fn parse(literal: &str) -> Result<Self, String> {
        let is_value = literal.starts_with(['"', '\'']) || literal.contains(|sign: char| sign.is_ascii_digit());
        if is_value { Ok(Self) } else { Err("no value".to_owned()) }
    }
}

/// The sentence written out, when it is near enough to be told.
fn suggestion(
    said: &[&str],
    pieces: &[Piece],
    types: &[ParameterType],
    expression: &str,
    malus: f64,
) -> Option<Suggestion> {
    let (cost, pairs) = align(said, pieces, types);
    let likeness = 1.0 - cost / said.len().max(pieces.len()).max(1) as f64 - malus;
    let likeness = (likeness >= WORTH_TELLING).then_some((likeness * 1000.0) as u32)?;
    let (text, differing) = write_out(said, pieces, &pairs, types);
    Some(Suggestion { text, expression: expression.to_owned(), differing, likeness })
}

/// The words of a sentence; a quoted text is one word, and so is an amount with its currency.
fn words(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let quote = matches!(first, '"' | '\'').then(|| rest[1..].find(first).map(|end| end + 2)).flatten();
        let end = quote.unwrap_or_else(|| rest.find(char::is_whitespace).unwrap_or(rest.len()));
        // Signs glued to a closing quote (a colon, say) are part of the word.
        let end = end + rest[end..].find(char::is_whitespace).unwrap_or(rest.len() - end);
        found.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    join_amounts(text, found)
}

fn join_amounts<'a>(text: &'a str, words: Vec<&'a str>) -> Vec<&'a str> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let is_code = |word: &str| word == "€" || (word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()));
    let is_number = |word: &str| word.starts_with(|sign: char| sign.is_ascii_digit());
    let mut joined: Vec<&str> = Vec::new();
    for word in words {
        if let Some(last) = joined.last_mut()
            && ((is_number(last) && is_code(word)) || (is_code(last) && is_number(word)))
        {
            *last = &text[start(last)..start(word) + word.len()];
        } else {
            joined.push(word);
        }
    }
    joined
}

/// The words of a definition's sentence in one language.
fn pieces(spoken: &Spoken, definition: &Definition) -> Vec<Piece> {
    if matches!(definition.code, Code::Cucumber(..)) {
        return spoken.expression.split_whitespace().map(|word| Piece::Word(vec![word.to_owned()])).collect();
    }
    let parsed = Expression::parse(&*spoken.expression).expect("it was read before");
    let mut pieces: Vec<Piece> = Vec::new();
    let mut glued = false;
    let mut parameters = 0;
    for part in parsed.0 {
        let words = match part {
            SingleExpression::Whitespaces(_) => {
                glued = false;
                continue;
            }
            SingleExpression::Parameter(_) => {
                let before = match pieces.last() {
                    Some(Piece::Word(words)) if glued => {
                        let before = words[0].clone();
                        pieces.pop();
                        before
                    }
                    _ => String::new(),
                };
                pieces.push(Piece::Parameter { index: spoken.parameter(parameters), before, after: String::new() });
                parameters += 1;
                glued = true;
                continue;
            }
            SingleExpression::Text(text) => vec![plain(&text)],
            SingleExpression::Optional(text) => vec![String::new(), plain(&text.0)],
            SingleExpression::Alternation(choices) => choices
                .0
                .iter()
                .map(|choice| {
                    choice
                        .iter()
                        .map(|part| match part {
                            Alternative::Optional(text) => plain(&text.0),
                            Alternative::Text(text) => plain(text),
                        })
                        .collect()
                })
                .collect(),
        };
        match pieces.last_mut() {
            Some(Piece::Word(before)) if glued => {
                *before =
                    before.iter().flat_map(|head| words.iter().map(move |tail| format!("{head}{tail}"))).collect();
            }
            Some(Piece::Parameter { after, .. }) if glued => after.push_str(&words[0]),
            _ => pieces.push(Piece::Word(words)),
        }
        glued = true;
    }
    pieces.retain(|piece| !matches!(piece, Piece::Word(words) if words.iter().all(String::is_empty)));
    pieces
}

/// What it costs to take the author's word for this piece: 0 for the same, 1 for quite another.
fn cost(said: &str, piece: &Piece, types: &[ParameterType]) -> f64 {
    match piece {
        Piece::Word(words) => {
            let likeness = words
                .iter()
                .map(|word| strsim::normalized_damerau_levenshtein(&word.to_lowercase(), &said.to_lowercase()))
                .fold(0.0, f64::max);
            1.0 - likeness
        }
        Piece::Parameter { index, .. } => {
            let parameter = &types[*index];
            if parameter.check(inner(said, piece)).is_ok() {
                0.0
            } else if said.contains('"') == parameter.example().contains('"') && said.contains(['"', '0', '1', '2']) {
                0.5
            } else {
                0.9
            }
        }
    }
}

/// The author's word without what is glued to the parameter.
fn inner<'a>(said: &'a str, piece: &Piece) -> &'a str {
    match piece {
        Piece::Word(_) => said,
        Piece::Parameter { before, after, .. } => {
            let said = said.strip_prefix(before.as_str()).unwrap_or(said);
            said.strip_suffix(after.as_str()).unwrap_or_else(|| said.trim_end_matches([':', ',']))
        }
    }
}

/// The cheapest way to lay the author's words along the pieces; for each piece the word it is laid on.
fn align(said: &[&str], pieces: &[Piece], types: &[ParameterType]) -> (f64, Vec<Option<usize>>) {
    let (rows, columns) = (said.len() + 1, pieces.len() + 1);
    let mut costs = vec![vec![0.0_f64; columns]; rows];
    for row in 0..rows {
        for column in 0..columns {
            costs[row][column] = if row == 0 {
                column as f64 * GAP
            } else if column == 0 {
                row as f64 * GAP
            } else {
                let both = costs[row - 1][column - 1] + cost(said[row - 1], &pieces[column - 1], types);
                both.min(costs[row - 1][column] + GAP).min(costs[row][column - 1] + GAP)
            };
        }
    }
    let mut pairs = vec![None; pieces.len()];
    let (mut row, mut column) = (said.len(), pieces.len());
    while row > 0 && column > 0 {
        let both = costs[row - 1][column - 1] + cost(said[row - 1], &pieces[column - 1], types);
        if both <= costs[row - 1][column] + GAP && both <= costs[row][column - 1] + GAP {
            pairs[column - 1] = Some(row - 1);
            row -= 1;
            column -= 1;
        } else if costs[row - 1][column] <= costs[row][column - 1] {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    (costs[said.len()][pieces.len()], pairs)
}

fn write_out(
    said: &[&str],
    pieces: &[Piece],
    pairs: &[Option<usize>],
    types: &[ParameterType],
) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut differing = Vec::new();
    for (piece, pair) in pieces.iter().zip(pairs) {
        let author = pair.map(|at| said[at]);
        let word = match piece {
            Piece::Word(words) => {
                let same = author.and_then(|author| words.iter().find(|word| word.as_str() == author));
                same.unwrap_or(&words[0]).clone()
            }
            Piece::Parameter { index, before, after } => {
                let parameter = &types[*index];
                let fitting =
                    author.map(|author| inner(author, piece)).filter(|author| parameter.check(author).is_ok());
                format!("{before}{}{after}", fitting.unwrap_or(parameter.example()))
            }
        };
        if word.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&word);
        if author != Some(word.as_str()) {
            differing.push(start..text.len());
        }
    }
    (text, differing)
}
