//! The record of an earlier run, read back.

use std::path::{Path, PathBuf};

use super::{FILE_NAME, Record, VERSION};

impl Record {
    /// Reads the record of an earlier run: `place` is its output folder, or the file itself.
    pub fn read(place: &Path) -> Result<Self, ReadTrouble> {
        let path = if place.is_dir() { place.join(FILE_NAME) } else { place.to_owned() };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(source) => return Err(ReadTrouble::Unreadable { path, source }),
        };
        let version = match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(value) => value.get("version").and_then(serde_json::Value::as_u64),
            Err(source) => return Err(ReadTrouble::NotARecord { path, why: source.to_string() }),
        };
        match version {
            Some(version) if version == u64::from(VERSION) => {
                serde_json::from_str(&text).map_err(|source| ReadTrouble::NotARecord { path, why: source.to_string() })
            }
            Some(version) => Err(ReadTrouble::OtherVersion { path, version }),
            None => Err(ReadTrouble::NotARecord { path, why: "it has no version".to_owned() }),
        }
    }
}

/// Why the record of an earlier run cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadTrouble {
    /// The file is not there, or may not be read.
    #[error("cannot read {}: {source}; give the folder that --out named when the run was made", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is something else.
    #[error("{} is not the record of a run: {why}", path.display())]
    NotARecord {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The file was written by a program that is newer or older than its format.
    #[error("{} has version {version}, and this program reads version {VERSION}; read it with the program that wrote it", path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// The version it has.
        version: u64,
    },
}
