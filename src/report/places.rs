//! Where a run's files lie, and how reports point to them.

use std::path::{Component, Path, PathBuf};

use crate::config::AttachmentBase;

/// Name of the JUnit file; Azure Pipelines looks for `TEST-*.xml` unasked.
const JUNIT_NAME: &str = "TEST-mystery-shopper.xml";

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
}

impl Places {
    /// The usual places in the output folder `out`, for a program working in `cwd`.
    pub fn new(out: impl Into<PathBuf>, cwd: impl Into<PathBuf>) -> Self {
        let out = out.into();
        Self { junit: out.join(JUNIT_NAME), out, cwd: cwd.into(), base: AttachmentBase::Cwd }
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
}
