//! Which language a file speaks: what it says at its head, or what its first words tell.

use super::super::super::foreign;
use super::super::ast::Span;
use super::super::dialect::{DIALECTS, Dialect, Section};
use super::{Kind, Mistake, Reader};

impl Reader<'_> {
    /// The code in `# language: de`. It is said once, before tags and the feature; after that the line is a remark.
    pub(super) fn language<'b>(&self, trimmed: &'b str) -> Option<&'b str> {
        let (name, code) = trimmed.strip_prefix('#')?.split_once(':')?;
        let code = code.trim();
        let like_a_code =
            !code.is_empty() && code.chars().all(|sign| sign.is_ascii_alphabetic() || "-_".contains(sign));
        let may_stand_here = self.document.language.is_empty() && !self.started && self.tags.is_empty();
        (may_stand_here && name.trim() == "language" && like_a_code).then_some(code)
    }

    /// Takes the language that the file says. False if it is not known: then nothing can be read.
    pub(super) fn speak(&mut self, at: usize, code: &str) -> bool {
        if let Some(dialect) = Dialect::of(code) {
            self.dialect = dialect;
            dialect.code.clone_into(&mut self.document.language);
            return true;
        }
        let known: Vec<&str> = DIALECTS.iter().map(|dialect| dialect.code).collect();
        let whole = self.whole(at);
        let length = code.chars().count();
        let span = Span::new(whole.line, whole.column + whole.length - length, length);
        let mend = format!("one of {} is known", known.join(", "));
        let what = format!("the language `{code}` is not known");
        self.mistakes.push(Mistake::at(Kind::UnknownLanguage, self.source, span, what, mend));
        false
    }

    /// How a file is to begin that holds no feature, and this line first: in the language of that line.
    pub(super) fn mend_for(&self, first: &str) -> String {
        let dialect = DIALECTS.iter().find(|dialect| dialect.step_of(first).is_some()).unwrap_or(self.dialect);
        let word = dialect.section_word(Section::Feature);
        if dialect.code == self.dialect.code {
            return format!("begin the file with `{word}:` and a name");
        }
        format!("begin the file with `# language: {}`, and under it `{word}:` and a name", dialect.code)
    }

    /// A line that begins with another language's keyword where no free text may stand: tells the first of a run, and
    /// reads it as what it says, so that what is wrong beside it is told, too. False if it is something else.
    pub(super) fn in_other_words(&mut self, at: usize, trimmed: &str, steps: bool) -> bool {
        if !self.started || self.head {
            return false;
        }
        let Some((dialect, keyword)) = foreign::foreign(trimmed, self.dialect) else { return false };
        let section = dialect.section_of(trimmed).map(|(section, _, name)| (section, name));
        let step = dialect.step_of(trimmed).map(|(kind, _, text)| (kind, text)).filter(|_| steps);
        if section.is_none() && step.is_none() {
            return false;
        }
        let told = self.garbage;
        if !told {
            let span = Span { length: keyword.chars().count(), ..self.whole(at) };
            let language = self.dialect.code;
            self.mistakes.extend(foreign::at(trimmed, span, language, self.source));
        }
        match (section, step) {
            (Some((section, name)), _) => self.section(at, section, keyword, name),
            (None, Some((kind, text))) => self.step(at, kind, keyword, text),
            (None, None) => {}
        }
        self.garbage = true;
        true
    }

    /// The first line in another language's words: tells so and goes on in that language.
    pub(super) fn foreign(&mut self, at: usize, trimmed: &str) -> bool {
        let found = DIALECTS.iter().find_map(|dialect| Some((dialect, dialect.section_of(trimmed)?.0)));
        let Some((dialect, section)) = found else { return false };
        let what =
            format!("`{}` is a word of the language `{}`", trimmed.split(':').next().unwrap_or(""), dialect.code);
        let begin = format!("begin the file with `# language: {}`", dialect.code);
        let mend = match self.document.language.as_str() {
            "" => begin,
            _ => format!("write `{}:`, or {begin}", self.dialect.section_word(section)),
        };
        self.mistakes.push(Mistake::at(Kind::Unparsable, self.source, self.whole(at), what, mend));
        self.dialect = dialect;
        self.garbage = false;
        true
    }
}
