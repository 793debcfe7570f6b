//! Where a run's files lie, and how reports point to them.

use std::path::{Component, Path, PathBuf};

use crate::config::AttachmentBase;
use crate::record::{JOURNEY, RunInfo};

/// Name of the JUnit file; Azure Pipelines looks for `TEST-*.xml` unasked.
pub(super) const JUNIT_NAME: &str = "TEST-mystery-shopper.xml";

/// Where a run's files lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The output folder, as the user named it.
    pub out: PathBuf,
    /// The JUnit file.
    pub junit: PathBuf,
    /// The working directory, absolute.
    pub cwd: PathBuf,
    /// How the JUnit file points to pictures.
    pub base: AttachmentBase,
    /// The command that goes through a journey again, as the record has it.
    pub(crate) again: Option<String>,
    /// It goes without the user and password of the shop's address.
    pub(crate) without_login: bool,
}

/// Goes through a journey again, where the record does not say by which command.
const AGAIN: &str = "shopper run {journey} --headed";

impl Places {
    /// The usual places in the output folder `out`, for a program working in `cwd`.
    pub fn new(out: impl Into<PathBuf>, cwd: impl Into<PathBuf>) -> Self {
        let out = out.into();
        Self {
            junit: out.join(JUNIT_NAME),
            out,
            cwd: cwd.into(),
            base: AttachmentBase::Cwd,
            again: None,
            without_login: false,
        }
    }

    /// The same for this run.
    pub(crate) fn of_run(&self, run: &RunInfo) -> Self {
        Self { again: run.again.clone(), without_login: run.again_without_login, ..self.clone() }
    }

    /// The command that shows a journey again, to be copied. Its report goes beside this one and leaves it alone.
    pub(crate) fn watch(&self, journey: &str) -> String {
        let command = self.again.as_deref().unwrap_or(AGAIN).replace(JOURNEY, &word(journey));
        format!("{command} --out {}", word(&self.shown("watch")))
    }

    /// A file of the output folder, as a person at the terminal would name it.
    pub(crate) fn shown(&self, in_out: &str) -> String {
        slashes(&self.out.join(in_out))
    }

    /// The JUnit file, as a person at the terminal would name it.
    pub(crate) fn shown_junit(&self) -> String {
        slashes(&self.junit)
    }

    /// A file of the output folder, as the JUnit file points to it.
    pub(crate) fn attached(&self, in_out: &str) -> String {
        let file = tidy(&self.cwd.join(&self.out).join(in_out));
        let base = match self.base {
            AttachmentBase::Absolute => return slashes(&file),
            AttachmentBase::Cwd => tidy(&self.cwd),
            AttachmentBase::Report => tidy(&self.cwd.join(&self.junit).join("..")),
        };
        slashes(&relative(&file, &base))
    }
}

/// A text as one word of a command, whatever a shell makes of its signs.
pub(crate) fn word(text: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || "-_./:@%+=,~".contains(sign);
    if !text.is_empty() && !text.starts_with('~') && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// The path without `.` and `..`, by its words alone.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}

/// `file` as seen from the folder `base`; both absolute and tidy.
fn relative(file: &Path, base: &Path) -> PathBuf {
    let common = file.components().zip(base.components()).take_while(|(one, other)| one == other).count();
    let up = base.components().skip(common).map(|_| Component::ParentDir);
    up.chain(file.components().skip(common)).collect()
}

fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attached(out: &str, junit: Option<&str>, base: AttachmentBase) -> String {
        let mut places = Places { base, ..Places::new(out, "/home/qa/shop") };
        if let Some(junit) = junit {
            places.junit = junit.into();
        }
        places.attached("guest/step-4.png")
    }

    #[test]
    fn pictures_are_pointed_to_from_where_the_reader_stands() {
        use AttachmentBase::{Absolute, Cwd, Report};
        assert_eq!(attached("reports", None, Cwd), "reports/guest/step-4.png");
        assert_eq!(attached("./reports/", None, Cwd), "reports/guest/step-4.png");
        assert_eq!(attached("/home/qa/shop/reports", None, Cwd), "reports/guest/step-4.png");
        assert_eq!(attached("/tmp/out", None, Cwd), "../../../tmp/out/guest/step-4.png");
        assert_eq!(attached("reports", None, Report), "guest/step-4.png");
        assert_eq!(attached("reports", Some("xml/junit.xml"), Report), "../reports/guest/step-4.png");
        assert_eq!(attached("reports", Some("junit.xml"), Report), "reports/guest/step-4.png");
        assert_eq!(attached("../reports", None, Absolute), "/home/qa/reports/guest/step-4.png");
    }

    #[test]
    fn the_command_that_shows_a_journey_again_can_be_copied() {
        let places = Places::new("reports", "/home/qa/shop");
        assert_eq!(
            places.watch("features/cart.feature:3"),
            "shopper run features/cart.feature:3 --headed --out reports/watch"
        );
        let again = Some("shopper demo {journey} --skin app --headed".to_owned());
        let of_demo = places.of_run(&RunInfo { again, ..RunInfo::default() });
        assert_eq!(
            of_demo.watch("it's a cart.feature:3"),
            r"shopper demo 'it'\''s a cart.feature:3' --skin app --headed --out reports/watch"
        );
        assert_eq!(word("https://shop.example/?a=b&c"), "'https://shop.example/?a=b&c'");
        assert_eq!(
            (word(""), word("$HOME"), word("käse.feature:3")),
            ("''".into(), "'$HOME'".into(), "käse.feature:3".into())
        );
    }
}
