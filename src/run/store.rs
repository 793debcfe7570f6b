//! Pictures and page sources on disk: identical bytes are kept once, every file is whole or not there.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use shopper_browser::{Evidence, Redactor, ShortSecrets};

use crate::record::write_renamed;

/// So much of a disk is left for the record and the reports, in bytes: pictures end before them. Of a small disk a quarter is.
const KEPT_BACK: u64 = 4 << 20;

/// The files of a run.
#[derive(Debug)]
pub(super) struct Store {
    out: PathBuf,
    redactor: Arc<Redactor>,
    known: Mutex<HashMap<(String, [u8; 32]), String>>,
}

impl Store {
    /// A store in this folder.
    pub(super) fn new(out: PathBuf, redactor: Arc<Redactor>) -> Store {
        Store { out, redactor, known: Mutex::default() }
    }

    /// The text without what must not be written, short secrets of its journey included.
    pub(super) fn clean(&self, text: &str, short: &ShortSecrets) -> String {
        self.redactor.clean_with(text, short).into_owned()
    }

    /// Keeps bytes under this path, or gives the path where the same bytes lie already. Works off the async thread.
    pub(super) async fn keep(self: &Arc<Self>, path: String, bytes: Vec<u8>) -> Evidence<String> {
        let store = Arc::clone(self);
        let kept = tokio::task::spawn_blocking(move || store.write(path, &bytes)).await;
        match kept {
            Ok(Ok(value)) => Evidence::Captured(value),
            Ok(Err(reason)) => Evidence::Unavailable(reason),
            Err(_) => Evidence::Unavailable("it could not be written: the program is ending".to_owned()),
        }
    }

    fn write(&self, path: String, bytes: &[u8]) -> Result<String, String> {
        // Once for each journey: what one tells stands in its own folder.
        let journey = path.split('/').next().unwrap_or_default().to_owned();
        let hash: [u8; 32] = Sha256::digest(bytes).into();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // The lock is held while the file is written: whoever is given its path may read it.
        match known.entry((journey, hash)) {
            Entry::Occupied(there) => Ok(there.get().clone()),
            Entry::Vacant(free) => {
                let file = self.out.join(&path);
                if let Some(folder) = file.parent() {
                    fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
                }
                if !has_room(&self.out, bytes.len() as u64) {
                    return Err(format!(
                        "the disk of {} is nearly full, and what is left is kept for the reports; free some space there, or name a folder on another disk with --out",
                        self.out.display()
                    ));
                }
                write_renamed(&file, |out| out.write_all(bytes)).map_err(|trouble| trouble.to_string())?;
                Ok(free.insert(path).clone())
            }
        }
    }
}

/// Whether a file of that many bytes leaves room for the reports; where the system does not tell, it does.
fn has_room(folder: &Path, bytes: u64) -> bool {
    let Ok(volume) = nix::sys::statvfs::statvfs(folder) else { return true };
    let in_bytes = |blocks: u64| blocks.saturating_mul(volume.fragment_size());
    leaves_room(in_bytes(volume.blocks_available()), in_bytes(volume.blocks()), bytes)
}

fn leaves_room(free: u64, all: u64, bytes: u64) -> bool {
    free.saturating_sub(bytes) >= KEPT_BACK.min(all / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_end_before_the_room_for_the_reports_does() {
        let (megabyte, gigabyte) = (1 << 20, 1 << 30);
        assert!(leaves_room(gigabyte, gigabyte, megabyte));
        assert!(!leaves_room(4 * megabyte, gigabyte, 1));
        assert!(leaves_room(megabyte, megabyte, megabyte / 2));
        assert!(!leaves_room(megabyte / 2, megabyte, megabyte / 2));
    }

    #[test]
    fn identical_bytes_are_stored_once_and_nothing_half_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().to_owned(), Arc::default());
        assert_eq!(store.write("a/01-x.png".to_owned(), b"one").unwrap(), "a/01-x.png");
        assert_eq!(store.write("a/02-y.png".to_owned(), b"one").unwrap(), "a/01-x.png");
        assert_eq!(store.write("b/01-x.png".to_owned(), b"one").unwrap(), "b/01-x.png", "a journey stands alone");
        assert_eq!(store.write("b/02-x.png".to_owned(), b"two").unwrap(), "b/02-x.png");
        assert_eq!(fs::read(folder.path().join("b/02-x.png")).unwrap(), b"two");
        let mut files: Vec<_> =
            fs::read_dir(folder.path().join("b")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        files.sort();
        assert_eq!(files, ["01-x.png", "02-x.png"]);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_a_reason_and_no_panic() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "a file").unwrap();
        let store = Store::new(folder.path().to_owned(), Arc::default());
        assert!(store.write("a/01.png".to_owned(), b"one").unwrap_err().starts_with("cannot make"));
    }
}
