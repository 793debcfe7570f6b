//! What is wrong with the settings, told as the plan tells a mistake: where, what, how to mend.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::settings::may_be_secret;

/// One thing that is wrong. Its text is written by [`Trouble::render`] and nowhere else.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// What is wrong, in one line.
    pub what: String,
    /// The place in a settings file, when it stands in one.
    pub place: Option<Place>,
    /// Beside the caret: what is expected there.
    pub label: String,
    /// How to mend it; one line each, at least one.
    pub mend: Vec<String>,
}

/// A place in a settings file.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file as it was found or given.
    pub path: PathBuf,
    /// Its whole text.
    pub text: Arc<str>,
    /// The bytes in question.
    pub span: Range<usize>,
}

impl Place {
    /// Whether it ends where its line ends.
    pub(super) fn is_one_line(&self) -> bool {
        !self.text[self.span.clone()].contains('\n')
    }

    /// The text, without what may be a secret on the line in question: messages end up in the logs of pipelines.
    fn without_secrets(&self) -> String {
        let text = &*self.text;
        let start = text[..self.span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let Some(equals) = text[start..end].find('=').map(|at| start + at) else { return text.to_owned() };
        let (key, value) = (&text[start..equals], &text[equals + 1..end]);
        // In `mail = { ... }` the names stand within.
        let named = may_be_secret(key) || (value.trim_start().starts_with('{') && may_be_secret(value));
        if !named && !value.contains('@') {
            return text.to_owned();
        }
        if self.span.end <= equals {
            return format!("{}= ...{}", &text[..equals], &text[end..]);
        }
        // Of the address of a mailbox the password alone is a secret.
        let within = if key.trim_end().ends_with("imap") { password_in(value) } else { None };
        let secret = within.unwrap_or(0..value.len());
        // As long as it was: the carets stay where they are.
        let blank = |byte: u8| if byte.is_ascii_whitespace() { char::from(byte) } else { '*' };
        let hidden: String = value[secret.clone()].bytes().map(blank).collect();
        let (before, after) = (&value[..secret.start], &value[secret.end..]);
        format!("{}{before}{hidden}{after}{}", &text[..=equals], &text[end..])
    }
}

/// Where the password stands in the text of an address: between the first colon after its scheme and the last `@`. Nothing
/// where that cannot be told.
fn password_in(address: &str) -> Option<Range<usize>> {
    let user = address.find("://")? + 3;
    let at = user + address[user..].rfind('@')?;
    let colon = address[user..at].find(':').map_or(at, |colon| user + colon + 1);
    Some(colon..at)
}

impl Trouble {
    /// A trouble that stands in no file.
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what: what.into(), place: None, label: String::new(), mend: vec![mend.into()] }
    }

    /// The text for a terminal; colours only when they are wanted.
    pub fn render(&self, colour: bool) -> String {
        let mut group = Level::ERROR
            .primary_title(self.what.as_str())
            .elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
        if let Some(place) = &self.place {
            let annotation = AnnotationKind::Primary.span(place.span.clone()).label(self.label.as_str());
            let text = place.without_secrets();
            group = group.element(Snippet::source(text).path(place.path.to_string_lossy()).annotation(annotation));
        }
        for mend in &self.mend {
            group = group.element(Level::HELP.message(mend.as_str()));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

/// Everything that is wrong with the settings, found in one go.
#[derive(Debug, Clone)]
pub struct Troubles(pub Vec<Trouble>);

impl Troubles {
    /// All of them, one after the other.
    pub fn render(&self, colour: bool) -> String {
        let texts: Vec<String> = self.0.iter().map(|t| t.render(colour)).collect();
        texts.join("\n\n")
    }
}

impl From<Trouble> for Troubles {
    fn from(one: Trouble) -> Self {
        Self(vec![one])
    }
}

impl fmt::Display for Troubles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Troubles {}

/// The words of a person who may have meant one of `candidates`: `did you mean ...?`
pub(crate) fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let normal = |text: &str| text.to_lowercase().replace('_', "-");
    let written = normal(written);
    candidates
        .into_iter()
        .map(|candidate| {
            let there = normal(candidate);
            let leaf = there.rsplit('.').next().unwrap_or(&there);
            let likeness = strsim::jaro_winkler(&written, &there).max(strsim::jaro_winkler(&written, leaf));
            (likeness, candidate)
        })
        .filter(|(likeness, _)| *likeness >= 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
