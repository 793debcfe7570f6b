//! `--tags` and `--name`: which journeys are wanted. A tag that no journey carries is a mistake, not an empty run.

use gherkin::tagexpr::TagOperation;
use regex::{Regex, RegexBuilder};

use super::gherkin::ast::Span;
use super::mistake::{Kind, Mistake, Source};
use super::policy;

/// What is wanted.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    tags: Option<TagOperation>,
    name: Option<Regex>,
}

impl Wanted {
    /// Reads the options; `all` are the tags that journeys carry, `@` included.
    pub(super) fn read(tags: Option<&str>, name: Option<&str>, all: &[String], mistakes: &mut Vec<Mistake>) -> Wanted {
        let mut wanted = Wanted::default();
        if let Some(text) = tags {
            match text.trim().parse::<TagOperation>() {
                Ok(operation) => {
                    unknown(&operation, false, text, all, mistakes);
                    wanted.tags = Some(operation);
                }
                Err(error) => mistakes.push(unreadable(text, error.location.column)),
            }
        }
        if let Some(text) = name {
            match RegexBuilder::new(text).case_insensitive(true).build() {
                Ok(regex) => wanted.name = Some(regex),
                Err(error) => {
                    let (source, span) = typed("--name", text, 1, text.chars().count());
                    let why = error.to_string();
                    let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                    let mend =
                        "write a regular expression, or words of the name; put `\\` before a sign such as ( or [";
                    mistakes.push(
                        Mistake::at(Kind::BadName, &source, span, "this is no regular expression", mend).label(why),
                    );
                }
            }
        }
        wanted
    }

    /// Whether a journey with this name and these tags (`@` included) is wanted.
    pub(super) fn takes(&self, name: &str, tags: &[String]) -> bool {
        self.tags.as_ref().is_none_or(|operation| holds(operation, tags))
            && self.name.as_ref().is_none_or(|regex| regex.is_match(name))
    }
}

fn holds(operation: &TagOperation, tags: &[String]) -> bool {
    match operation {
        TagOperation::And(left, right) => holds(left, tags) && holds(right, tags),
        TagOperation::Or(left, right) => holds(left, tags) || holds(right, tags),
        TagOperation::Not(inner) => !holds(inner, tags),
        TagOperation::Tag(name) => tags.iter().any(|tag| tag.trim_start_matches('@') == name),
    }
}

fn unreadable(text: &str, error_column: usize) -> Mistake {
    if let Some(last) = text.split_whitespace().last().filter(|last| matches!(*last, "and" | "or" | "not")) {
        let column = text.trim_end().chars().count() + 1 - last.len();
        let (source, span) = typed("--tags", text, column, last.len());
        let mend = format!("write a tag after `{last}`");
        return Mistake::at(Kind::BadTags, &source, span, "this is no expression of tags", mend);
    }
    let indent = text.chars().take_while(|sign| sign.is_whitespace()).count();
    let length = text.chars().count();
    let column = (indent + error_column).min(length.max(1));
    let rest: String = text.chars().skip(column - 1).take_while(|sign| !sign.is_whitespace()).collect();
    let (source, span) = typed("--tags", text, column, rest.chars().count().max(1));
    let bare = rest.chars().next().is_some_and(char::is_alphanumeric) && !matches!(rest.as_str(), "and" | "or" | "not");
    let mend = if bare {
        format!("write `@{rest}` for a tag")
    } else {
        "write tags with `and`, `or`, `not` and brackets: `@smoke and not (@slow or @wip)`".to_owned()
    };
    Mistake::at(Kind::BadTags, &source, span, "this is no expression of tags", mend)
}

/// Tells of tags that no journey carries. After `not` that is harmless, unless it is a slip of one letter.
fn unknown(operation: &TagOperation, negated: bool, text: &str, all: &[String], mistakes: &mut Vec<Mistake>) {
    match operation {
        TagOperation::And(left, right) | TagOperation::Or(left, right) => {
            unknown(left, negated, text, all, mistakes);
            unknown(right, negated, text, all, mistakes);
        }
        TagOperation::Not(inner) => unknown(inner, !negated, text, all, mistakes),
        TagOperation::Tag(name) => {
            let tag = format!("@{name}");
            if all.contains(&tag) || policy::is_policy(&tag) {
                return;
            }
            let near = nearest(&tag, all);
            let slip = near.filter(|near| strsim::damerau_levenshtein(near, &tag) == 1 && tag.len() > 4);
            if negated && slip.is_none() {
                return;
            }
            let at = text.find(&tag).map_or(0, |at| text[..at].chars().count());
            let (source, span) = typed("--tags", text, at + 1, tag.chars().count());
            let mend = match near {
                Some(near) => format!("did you mean {near}?"),
                None if all.is_empty() => "no journey here has a tag".to_owned(),
                None => format!("the tags here are {}", listed(all)),
            };
            mistakes.push(Mistake::at(Kind::UnknownTag, &source, span, format!("no journey has the tag {tag}"), mend));
        }
    }
}

/// An option as it was typed, and a stretch of its value.
fn typed(option: &str, value: &str, column: usize, length: usize) -> (Source, Span) {
    let source = Source::new(option, &format!("{option} {value}"));
    (source, Span::new(1, option.len() + 1 + column, length))
}

fn nearest<'a>(tag: &str, all: &'a [String]) -> Option<&'a str> {
    let near = |known: &&String| strsim::jaro_winkler(&known[1..], &tag[1..]);
    let best = all.iter().max_by(|left, right| near(left).total_cmp(&near(right)))?;
    (near(&best) > 0.8).then_some(best.as_str())
}

fn listed(all: &[String]) -> String {
    const MOST: usize = 12;
    let shown = all.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(" ");
    if all.len() > MOST { format!("{shown} and {} more", all.len() - MOST) } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<String> {
        ["@smoke", "@slow", "@wip"].map(str::to_owned).to_vec()
    }

    fn read(tags: &str) -> (Wanted, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let wanted = Wanted::read(Some(tags), None, &all(), &mut mistakes);
        (wanted, mistakes)
    }

    #[test]
    fn an_expression_of_tags_chooses() {
        let (wanted, mistakes) = read("@smoke and not (@slow or @wip)");
        assert!(mistakes.is_empty());
        assert!(wanted.takes("x", &["@smoke".to_owned()]));
        assert!(!wanted.takes("x", &["@smoke".to_owned(), "@wip".to_owned()]));
        assert!(!wanted.takes("x", &[]));
    }

    #[test]
    fn a_tag_that_nobody_carries_is_a_mistake_with_the_nearest_one() {
        let found = read("@smoke or @smoek").1.remove(0);
        assert_eq!((found.kind, found.column, found.mend.as_str()), (Kind::UnknownTag, 18, "did you mean @smoke?"));
        assert!(read("not @flaky").1.is_empty(), "after `not` an absent tag is harmless");
        assert_eq!(read("not @slwo").1.len(), 1);
        assert!(read("@severity:critical").1.is_empty());
    }

    #[test]
    fn what_is_no_expression_is_told_with_its_column() {
        let found = read("@smoke and slow").1.remove(0);
        assert_eq!((found.kind, found.column, found.mend.as_str()), (Kind::BadTags, 19, "write `@slow` for a tag"));
        let open = read("@smoke and").1.remove(0);
        assert_eq!((open.kind, open.column, open.mend.as_str()), (Kind::BadTags, 15, "write a tag after `and`"));
        assert_eq!(read("(@smoke").1[0].kind, Kind::BadTags);
        assert_eq!(read("").1[0].kind, Kind::BadTags);
    }

    #[test]
    fn names_are_chosen_by_words_of_any_case() {
        let mut mistakes = Vec::new();
        let wanted = Wanted::read(None, Some("GUEST.*pays"), &[], &mut mistakes);
        assert!(wanted.takes("a guest who pays", &[]));
        assert!(!wanted.takes("a customer", &[]));
        Wanted::read(None, Some("a("), &[], &mut mistakes);
        assert_eq!(mistakes[0].kind, Kind::BadName);
    }
}
