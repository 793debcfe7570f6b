//! One sentence of a definition in one language: how it is found in a step's text, and how it is said.
//!
//! A definition has its own sentence, in English, and others from `steps/translations`. A translation may name the
//! parameters in another order: `{product}` is the first product of the definition, and where one type stands several
//! times, `{2:text}` is the definition's second parameter.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use cucumber_expressions::{Alternative, Expression, SingleExpression};
use regex::Regex;

use super::bind::Argument;
use super::definition::{Code, Definition};
use crate::parameters::ParameterType;

/// The language of the definitions' own sentences.
pub(crate) const ENGLISH: &str = "en";
/// What a language puts between its keyword and the sentence: `Dado que estoy ...`.
const LEADS: [(&str, &str); 1] = [("es", "que ")];

/// A sentence with its parameters, in one language.
#[derive(Debug, Clone)]
pub(crate) struct Spoken {
    pub(crate) language: &'static str,
    /// A cucumber expression, without numbers in its parameters.
    pub(crate) expression: Cow<'static, str>,
    /// For each parameter of the sentence the definition's; empty when they are the same.
    order: Vec<usize>,
    regex: OnceLock<Regex>,
}

impl Spoken {
    /// The definition's own sentence.
    pub(crate) fn own(definition: &Definition) -> Self {
        Self { language: ENGLISH, expression: definition.expression.clone(), order: Vec::new(), regex: OnceLock::new() }
    }

    /// A translation of the definition's sentence, or what is wrong with it.
    pub(crate) fn translated(language: &'static str, sentence: &str, types: &[ParameterType]) -> Result<Self, String> {
        let (expression, numbers) = without_numbers(sentence);
        let parsed =
            Expression::parse(expression.as_str()).map_err(|error| format!("no cucumber expression: {error}"))?;
        let names: Vec<String> = parsed
            .0
            .iter()
            .filter_map(|part| match part {
                SingleExpression::Parameter(parameter) => Some(parameter.input.to_string()),
                _ => None,
            })
            .collect();
        let order = order(&names, &numbers, types)?;
        let in_order = order.iter().enumerate().all(|(at, parameter)| at == *parameter);
        Ok(Self {
            language,
            expression: Cow::Owned(expression),
            order: if in_order { Vec::new() } else { order },
            regex: OnceLock::new(),
        })
    }

    /// The definition's parameter that stands at this place of the sentence.
    pub(crate) fn parameter(&self, place: usize) -> usize {
        self.order.get(place).copied().unwrap_or(place)
    }

    /// What `text` says at the definition's parameters, when it is this sentence.
    pub(crate) fn matches(&self, definition: &Definition, text: &str) -> Option<Vec<Argument>> {
        let lead = LEADS.iter().find(|(language, _)| *language == self.language).map_or("", |(_, lead)| lead);
        let said = text.strip_prefix(lead).unwrap_or(text);
        let regex = match &definition.code {
            Code::Cucumber(regex, _) => regex,
            Code::Function(..) if !said.starts_with(literal_start(&self.expression)) => return None,
            Code::Function(..) => self.regex.get_or_init(|| self.compile(definition)),
        };
        let from = text.len() - said.len();
        let found = regex.captures(said)?;
        let groups = found.iter().skip(1).enumerate();
        let mut arguments: Vec<(usize, Argument)> = groups
            .filter_map(|(place, group)| Some((place, group?)))
            .map(|(place, group)| {
                let index = self.parameter(place);
                let type_name = definition.parameters.get(index).map_or("", |parameter| parameter.name()).to_owned();
                let span = group.start() + from..group.end() + from;
                (index, Argument { type_name, text: group.as_str().to_owned(), span })
            })
            .collect();
        arguments.sort_by_key(|(index, _)| *index);
        Some(arguments.into_iter().map(|(_, argument)| argument).collect())
    }

    /// The anchored regular expression of the sentence; each parameter is one group with its lenient pattern.
    fn compile(&self, definition: &Definition) -> Regex {
        let patterns: HashMap<&str, &str> =
            definition.parameters.iter().map(|parameter| (parameter.name(), parameter.pattern())).collect();
        Expression::regex_with_parameters(&*self.expression, &patterns)
            .expect("the expression was read before, and a test compiles every pattern")
    }

    /// The sentence with these literals at the definition's parameters. `Bestellung(en)` is `Bestellungen` unless the
    /// number before it is 1; other optional words are left out.
    pub(crate) fn say(&self, literals: &[&str]) -> String {
        let Ok(parsed) = Expression::parse(&*self.expression) else { return self.expression.to_string() };
        let (mut said, mut place, mut many) = (String::new(), 0, false);
        for part in parsed.0 {
            match part {
                SingleExpression::Whitespaces(spaces) => said.push_str(&spaces),
                SingleExpression::Text(text) => said.push_str(&plain(&text)),
                SingleExpression::Optional(text) if many && !text.0.contains(' ') => said.push_str(&plain(&text.0)),
                SingleExpression::Optional(_) => {}
                SingleExpression::Alternation(choices) => {
                    let choice = &choices.0[usize::from(many).min(choices.0.len() - 1)];
                    for part in choice {
                        if let Alternative::Text(text) = part {
                            said.push_str(&plain(text));
                        }
                    }
                }
                SingleExpression::Parameter(_) => {
                    let literal = literals.get(self.parameter(place)).copied().unwrap_or_default();
                    if literal.parse::<i64>().is_ok() {
                        many = literal != "1";
                    }
                    said.push_str(literal);
                    place += 1;
                }
            }
        }
        said
    }
}

/// `{2:text}` -> `{text}`, and the numbers that stood in the parameters.
fn without_numbers(sentence: &str) -> (String, Vec<Option<usize>>) {
    let (mut plain, mut numbers, mut rest) = (String::new(), Vec::new(), sentence);
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open + 1);
        plain.push_str(before);
        let number = after.split_once(':').and_then(|(number, name)| Some((number.parse().ok()?, name)));
        let (number, name) = number.map_or((None, after), |(number, name)| (Some(number), name));
        numbers.push(number);
        rest = name;
    }
    plain.push_str(rest);
    (plain, numbers)
}

/// Which parameter of the definition stands at each place of a translation.
fn order(names: &[String], numbers: &[Option<usize>], types: &[ParameterType]) -> Result<Vec<usize>, String> {
    let told = |names: &[&str]| names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
    let mut order: Vec<usize> = Vec::new();
    for (name, number) in names.iter().zip(numbers) {
        let fits = |index: usize| types.get(index).is_some_and(|parameter| parameter.name() == name);
        let index = match number {
            Some(number) => Some(number.wrapping_sub(1)).filter(|index| fits(*index)),
            None => (0..types.len()).find(|index| fits(*index) && !order.contains(index)),
        };
        match index {
            Some(index) if !order.contains(&index) => order.push(index),
            _ => return Err(format!("{{{name}}} is no parameter that the sentence has left")),
        }
    }
    if order.len() == types.len() {
        return Ok(order);
    }
    let missing: Vec<&str> = (0..types.len()).filter(|at| !order.contains(at)).map(|at| types[at].name()).collect();
    Err(format!("it lacks {}", told(&missing)))
}

/// The text before the first sign that means something in an expression, back to a whole word.
fn literal_start(expression: &str) -> &str {
    let end = expression.find(['{', '(', '/', '\\']).unwrap_or(expression.len());
    if end == expression.len() {
        return expression;
    }
    expression[..end].rfind(' ').map_or("", |space| &expression[..=space])
}

/// A text of an expression without its backslashes.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\\', "")
}
