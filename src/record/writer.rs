//! Keeps the record on disk while the run goes on, so that a killed run can still be read.
//!
//! Files are written to a temporary name and renamed: a reader sees the old file or the new one, never half of one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{FILE_NAME, Record};

/// The record on disk is never older than this, nor is it written more often.
const PACE: Duration = Duration::from_millis(500);

/// Writing may take this part of the time at most: a large record is written less often.
const SHARE: u32 = 20;

/// Writes `run.json` again and again, at a measured pace.
#[derive(Debug)]
pub struct RecordWriter {
    path: PathBuf,
    changed: bool,
    next: Instant,
}

impl RecordWriter {
    /// A writer into the folder `out`, which is made when it is missing.
    pub fn open(out: &Path) -> Result<Self, WriteTrouble> {
        fs::create_dir_all(out).map_err(|source| WriteTrouble { path: out.to_owned(), source })?;
        Ok(Self { path: out.join(FILE_NAME), changed: false, next: Instant::now() })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The record has changed; it will be written when its time has come.
    pub fn note_change(&mut self) {
        self.changed = true;
    }

    /// How long until the record is to be written; `None` when the file is up to date.
    pub fn due_in(&self) -> Option<Duration> {
        self.changed.then(|| self.next.saturating_duration_since(Instant::now()))
    }

    /// Writes the record now.
    pub fn write(&mut self, record: &Record) -> Result<(), WriteTrouble> {
        let began = Instant::now();
        let result = write_renamed(&self.path, |out| serde_json::to_writer(out, record).map_err(io::Error::from));
        self.changed = false;
        self.next = Instant::now() + PACE.max(began.elapsed() * SHARE);
        result
    }
}

/// Writes a file through `fill`, under a temporary name beside it, then renames it into place. Makes its folder.
pub fn write_renamed(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), WriteTrouble> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut out = BufWriter::new(File::create(&part)?);
        fill(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?;
        fs::rename(&part, path)
    };
    write().map_err(|source| {
        let _ = fs::remove_file(&part);
        WriteTrouble { path: path.to_owned(), source }
    })
}

/// A file of the run's output could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}; {}", path.display(), cure(source))]
pub struct WriteTrouble {
    /// The file, or the folder it should stand in.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

fn cure(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free some space there, or name a folder on another disk with --out"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "make it writable for you, or name another folder with --out"
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists | io::ErrorKind::IsADirectory => {
            "something else stands at this path: move it away, or name another folder with --out"
        }
        io::ErrorKind::NotFound => "no folder can be made there: name another one with --out",
        _ => "name another folder with --out",
    }
}
