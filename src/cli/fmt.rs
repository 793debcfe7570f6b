//! `shopper fmt PATHS`: lays out feature files.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use clap::Args;
use tempfile::NamedTempFile;

use super::check::plural;
use super::output;
use super::start::Start;
use crate::config::Flags;
use crate::exit::Exit;
use crate::plan::format;

/// Lay out feature files
///
/// Two blanks a level, one empty line between blocks, columns of tables under each other, tags on one
/// line. Words are never touched: remarks, free text and doc strings stay as they are, and a file is
/// written only if it reads the same afterwards. Lines end with LF; in a file that has CRLF, with CRLF.
/// Files that cannot be read are told and left alone; then it ends with 2.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper fmt features
  shopper fmt --check features    only tell which files differ; ends with 2 when one does")]
pub(crate) struct FmtCommand {
    /// Feature files and folders
    #[arg(value_name = "PATHS", required = true)]
    paths: Vec<String>,

    /// Write nothing: list the files that differ, and end with 2 when there is one
    #[arg(long)]
    check: bool,
}

impl FmtCommand {
    pub(crate) fn carry_out(&self, start: &Start) -> Exit {
        let ready = match start.settings(Flags::default()) {
            Ok(ready) => ready,
            Err(exit) => return exit,
        };
        let (files, mistakes) = format(&self.paths);
        let mut exit = Exit::Passed;
        if !mistakes.is_empty() {
            output::complain(ready.redactor.clean(&mistakes.snippets(ready.colour_stderr())).trim_end());
            exit = Exit::Mistaken;
        }
        let mut told = String::new();
        let mut differ = 0;
        for file in &files {
            let Some(text) = &file.text else { continue };
            if !self.check
                && let Err(error) = write(Path::new(&file.path), text)
            {
                output::complain(&format!("error: cannot write {}: {error}", file.path));
                exit = exit.and(Exit::Blocked);
                continue;
            }
            differ += 1;
            told.push_str(&file.path);
            told.push('\n');
        }
        let word = if self.check { "to be laid out" } else { "laid out" };
        let _ = writeln!(told, "{} {word}, {} as it should be", plural(differ, "file"), files.len() - differ);
        if self.check && differ > 0 {
            exit = exit.and(Exit::Mistaken);
        }
        exit.and(output::print(&told))
    }
}

/// Writes a file anew under another name and puts it in its place; who may read it stays as it was.
fn write(path: &Path, text: &str) -> io::Result<()> {
    // Through a link, the file that it points to.
    let path = path.canonicalize()?;
    let permissions = path.metadata()?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it may only be read"));
    }
    let mut file = NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}
