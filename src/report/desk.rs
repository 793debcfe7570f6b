//! Where a run's events arrive: cleaned, folded into the record, told on the console, kept on disk. Off the run's thread.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use shopper_browser::Redactor;

use super::console::Console;
use super::places::Places;
use super::sweep::sweep;
use super::write_junit;
use crate::exit::{Exit, FlakyGate};
use crate::record::{Event, EventSink, Record, RecordWriter, WriteTrouble};

/// The thread that listens to a run.
#[derive(Debug)]
pub struct Desk {
    thread: JoinHandle<Outcome>,
}

/// What a run left once it is over and everything is written.
#[derive(Debug)]
pub struct Outcome {
    /// The record, as it stands in `run.json`.
    pub record: Record,
    /// Files that could not be written; to be told on standard error.
    pub troubles: Vec<WriteTrouble>,
}

impl Outcome {
    /// How the program is to end: by what the run means, and blocked at least when a file could not be written.
    pub fn exit(&self, flaky: FlakyGate) -> Exit {
        let run = Exit::judge(&self.record.verdict(), self.record.interrupted, flaky);
        if self.troubles.is_empty() { run } else { run.and(Exit::Blocked) }
    }
}

impl Desk {
    /// Opens the desk: makes the output folder, rids it of what an earlier run left, and begins to listen to the sink that is given back.
    ///
    /// An output folder that cannot be written, or that another run writes to, is told here, before anything is run.
    pub fn open(places: Places, redactor: Arc<Redactor>, console: Console) -> Result<(EventSink, Self), OpenTrouble> {
        let mut writer = RecordWriter::open(&places.out)?;
        let hold = hold(&places.out)?;
        sweep(&places.out);
        writer.write(&Record::default())?;
        let (sink, events) = EventSink::channel();
        let clerk = Clerk { places, redactor, console, writer, record: Record::default(), _hold: hold };
        let thread = thread::Builder::new()
            .name("reports".to_owned())
            .spawn(move || clerk.serve(&events))
            .map_err(|source| WriteTrouble { path: "the thread for the reports".into(), source })?;
        Ok((sink, Self { thread }))
    }

    /// Waits for the end of the run (its last event, or all sinks gone) and for all files.
    pub fn close(self) -> Outcome {
        match self.thread.join() {
            Ok(outcome) => outcome,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

/// Why no run can report to a folder.
#[derive(Debug, thiserror::Error)]
pub enum OpenTrouble {
    /// Another run is still at it, and its pictures would be swept away.
    #[error("another run is writing its report to {}; let it end, or name another folder with --out", .0.display())]
    Held(PathBuf),
    /// It cannot be written.
    #[error(transparent)]
    Unwritable(#[from] WriteTrouble),
}

/// Holds the folder for this run. The system lets it go when the program ends, however that comes about. Where folders
/// cannot be held (some file systems, Windows) it is not: no run is refused for that.
fn hold(out: &Path) -> Result<Option<File>, OpenTrouble> {
    let Ok(folder) = File::open(out) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(OpenTrouble::Held(out.to_owned())),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

struct Clerk {
    places: Places,
    redactor: Arc<Redactor>,
    console: Console,
    writer: RecordWriter,
    record: Record,
    /// Keeps other runs out of the folder until all is written.
    _hold: Option<File>,
}

impl Clerk {
    fn serve(mut self, events: &Receiver<Event>) -> Outcome {
        loop {
            let due = self.writer.due_in();
            if due == Some(Duration::ZERO) {
                self.keep();
                continue;
            }
            let heard = match due {
                Some(due) => events.recv_timeout(due),
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match heard {
                Ok(event) => {
                    if self.take(event) {
                        break;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.conclude()
    }

    /// Takes an event in; true when it was the run's last.
    fn take(&mut self, event: Event) -> bool {
        let event = event.cleaned(&self.redactor);
        self.record.apply(event.clone());
        self.console.hear(&event, &self.record);
        match event {
            Event::StepStarted { .. } => {}
            Event::RunFinished { .. } => return true,
            Event::Interrupted { .. } => self.keep(),
            _ => self.writer.note_change(),
        }
        false
    }

    // Trouble on the way is not the end: space may come back, and the last writing tells.
    fn keep(&mut self) {
        if let Err(trouble) = self.writer.write(&self.record) {
            tracing::warn!("{trouble}");
        }
    }

    fn conclude(mut self) -> Outcome {
        let written = [self.writer.write(&self.record), write_junit(&self.record, &self.places)];
        self.console.conclude(&self.record, &self.places);
        Outcome { record: self.record, troubles: written.into_iter().filter_map(Result::err).collect() }
    }
}

#[cfg(test)]
mod tests;
