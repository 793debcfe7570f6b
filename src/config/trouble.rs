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
    /// The text, without what may be a secret on the line in question: messages end up in the logs of pipelines.
    fn without_secrets(&self) -> String {
        let text = &*self.text;
        let start = text[..self.span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let Some(equals) = text[start..end].find('=').map(|at| start + at) else { return text.to_owned() };
        let (key, value) = (&text[start..equals], &text[equals + 1..end]);
        if !may_be_secret(key) && !value.contains('@') {
            return text.to_owned();
        }
        if self.span.end <= equals {
            return format!("{}= ...{}", &text[..equals], &text[end..]);
        }
        // As long as it was: the carets stay where they are.
        let blank = |byte: u8| if byte.is_ascii_whitespace() { char::from(byte) } else { '*' };
        let hidden: String = value.bytes().map(blank).collect();
        format!("{}{hidden}{}", &text[..=equals], &text[end..])
    }
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
