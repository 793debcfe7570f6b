//! Ctrl-C and SIGTERM: the first ends the journeys where they are and keeps what they left, the second ends now.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use super::output;
use crate::exit::Exit;
use crate::record::Interruption;

/// Hears the signals of this process from the moment it is made.
pub(crate) struct Signals {
    ctrl_c: Signal,
    terminate: Signal,
    /// Nothing when whoever started us (nohup) wants us to outlive the terminal.
    hang_up: Option<Signal>,
    stop: watch::Sender<Option<Interruption>>,
}

impl Signals {
    /// Begins to listen; must be called inside the runtime.
    pub(crate) fn listen() -> Result<Self, Exit> {
        let hear = |kind| {
            signal(kind).map_err(|error| {
                output::complain(&format!("error: cannot listen to signals: {error}"));
                Exit::Blocked
            })
        };
        Ok(Self {
            ctrl_c: hear(SignalKind::interrupt())?,
            terminate: hear(SignalKind::terminate())?,
            hang_up: if hang_up_is_ignored() { None } else { Some(hear(SignalKind::hangup())?) },
            stop: watch::Sender::new(None),
        })
    }

    /// Changes to the reason when the run is to stop handing out.
    pub(crate) fn stop(&self) -> watch::Receiver<Option<Interruption>> {
        self.stop.subscribe()
    }

    /// Why the run was asked to stop, if it was.
    pub(crate) fn stopped(&self) -> Option<Interruption> {
        *self.stop.borrow()
    }

    /// Asks for the stop at the first signal; ends at the second, with the reason of the first.
    pub(crate) async fn second(&mut self) -> Interruption {
        loop {
            let why = tokio::select! {
                _ = self.ctrl_c.recv() => Interruption::CtrlC,
                _ = self.terminate.recv() => Interruption::Terminated,
                () = heard(&mut self.hang_up) => Interruption::Terminated,
            };
            if let Some(first) = self.stopped() {
                return first;
            }
            output::complain(
                "stopping: what is under way leaves its evidence, nothing new begins; once more to end now",
            );
            self.stop.send_replace(Some(why));
        }
    }
}

async fn heard(signal: &mut Option<Signal>) {
    match signal {
        Some(signal) => {
            signal.recv().await;
        }
        None => std::future::pending().await,
    }
}

/// Whether SIGHUP was set to be ignored when we were started: bit 0 of `SigIgn` (proc(5)).
fn hang_up_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).is_some_and(|bits| bits & 1 == 1)
}
