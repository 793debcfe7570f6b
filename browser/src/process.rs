//! A process of ours, with all that it starts, that ends when we do: by a normal close, a drop, a panic, and even when
//! we are killed outright.
//!
//! Two ways lead there. The first is ours: the process leads its own group, and the whole group is killed when
//! [`Process`] is dropped or the leader dies. The second needs nothing of us: a small shell, in a group of its own,
//! holds the other end of a pipe. When the pipe closes, for whatever reason, it kills the group and removes the folder.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use tempfile::TempDir;
use tokio::sync::{mpsc, watch};

/// Waits for the end of its input, then ends the group it was told of and removes the folder. `kill -s KILL -- -N` is
/// the form that POSIX defines and dash understands. The folder is tried again while dying processes still write.
const GUARD: &str = r#"
trap '' HUP INT TERM
group=
while read -r word value; do
  case $word in
    group) group=$value ;;
    ended) group= ;;
  esac
done
[ -z "$group" ] || kill -s KILL -- "-$group" 2>/dev/null
for again in 1 2 3 4 5 6 7 8 9 10; do
  rm -rf -- "$1" 2>/dev/null && break
  sleep 0.1
done
"#;

/// Becomes the program only after the guard knows its group, so that there is no moment at which it is unguarded.
const LAUNCH: &str = r#"read -r word && [ "$word" = go ] && exec "$@" </dev/null"#;

/// Where the standard error of the process goes, within its folder.
const LOG: &str = "stderr.log";

/// A running process, its group, its private temporary folder, and the promise that all of it ends with us.
#[derive(Debug)]
pub(crate) struct Process {
    group: Pid,
    life: Life,
    guard: Arc<Guard>,
    watcher: Mutex<Option<JoinHandle<()>>>,
    folder: TempDir,
}

/// What is known about the life of a [`Process`]; cheap to clone, outlives it.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    name: Arc<str>,
    ended: watch::Receiver<Option<ExitStatus>>,
}

impl Process {
    /// Starts `program` in its own group with a private folder for temporary files and settings. What it prints
    /// comes line by line from the receiver, which ends when nobody holds its standard output any more.
    pub(crate) fn start<A: AsRef<OsStr>>(
        program: &Path,
        arguments: &[A],
    ) -> io::Result<(Self, mpsc::UnboundedReceiver<String>)> {
        let folder = tempfile::Builder::new().prefix("shopper-").tempdir()?;
        let guard = Arc::new(Guard::start(folder.path())?);
        let mut child = Command::new("/bin/sh")
            .args(["-c", LAUNCH, "sh"])
            .arg(program)
            .args(arguments)
            .env("TMPDIR", folder.path())
            // Chromium would keep its crash reports in the home of whoever runs this. Not the folder itself: caches of
            // profiles below this place would go to that home too.
            .env("XDG_CONFIG_HOME", folder.path().join("settings"))
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(folder.path().join(LOG))?)
            .spawn()?;
        let group = Pid::from_raw(child.id().cast_signed());
        guard.tell(&format!("group {group}"))?;
        child.stdin.take().expect("standard input is piped").write_all(b"go\n")?;

        let (lines, printed) = mpsc::unbounded_channel();
        let output = child.stdout.take().expect("standard output is piped");
        thread::Builder::new().name("driver-output".into()).spawn(move || drain(output, &lines))?;
        let (ended_sender, ended) = watch::channel(None);
        let watching = Arc::clone(&guard);
        let watcher = thread::Builder::new()
            .name("driver-life".into())
            .spawn(move || watch_over(child, group, &watching, &ended_sender))?;
        let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into();
        Ok((Self { group, life: Life { name, ended }, guard, watcher: Mutex::new(Some(watcher)), folder }, printed))
    }

    /// What can be asked about its life, also after it is gone.
    pub(crate) fn life(&self) -> Life {
        self.life.clone()
    }

    /// Its private folder; it is removed when the process has ended.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The last lines that it wrote to its standard error.
    pub(crate) fn last_words(&self, lines: usize) -> Vec<String> {
        let text = std::fs::read(self.folder.path().join(LOG)).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let all: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        all[all.len().saturating_sub(lines)..].iter().map(|line| (*line).to_owned()).collect()
    }

    /// Ends the whole group and has the folder removed. Blocks for some milliseconds; later calls do nothing.
    pub(crate) fn end(&self) {
        if self.life.ended().is_none() {
            let _ = killpg(self.group, Signal::SIGKILL);
        }
        let watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(watcher) = watcher {
            let _ = watcher.join();
        }
        self.guard.dismiss();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

impl Life {
    /// How it ended, in words such as `chromedriver was ended by SIGKILL`; `None` while it runs.
    pub(crate) fn ended(&self) -> Option<String> {
        self.ended.borrow().map(|status| told(&self.name, status))
    }

    /// Waits for the end, and says how it was.
    pub(crate) async fn wait(&mut self) -> String {
        match self.ended.wait_for(Option::is_some).await.map(|status| *status) {
            Ok(Some(status)) => told(&self.name, status),
            _ => format!("{} ended", self.name),
        }
    }
}

fn told(name: &str, status: ExitStatus) -> String {
    match (status.signal().map(Signal::try_from), status.code()) {
        (Some(Ok(signal)), _) => format!("{name} was ended by {signal}"),
        (None, Some(code)) => format!("{name} ended with exit code {code}"),
        _ => format!("{name} ended: {status}"),
    }
}

fn drain(output: impl io::Read, lines: &mpsc::UnboundedSender<String>) {
    // Reading goes on after nobody listens any more: a full pipe would stop the process.
    for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
        let _ = lines.send(String::from_utf8_lossy(&line).into_owned());
    }
}

fn watch_over(mut child: Child, group: Pid, guard: &Guard, ended: &watch::Sender<Option<ExitStatus>>) {
    let Ok(status) = child.wait() else { return };
    // A driver that dies leaves its browsers behind, in its group.
    let _ = killpg(group, Signal::SIGKILL);
    let _ = guard.tell("ended");
    ended.send_replace(Some(status));
}

/// The shell that outlives us by a moment.
#[derive(Debug)]
struct Guard {
    shell: Mutex<(Child, Option<ChildStdin>)>,
}

impl Guard {
    fn start(folder: &Path) -> io::Result<Self> {
        let mut shell = Command::new("/bin/sh")
            .args(["-c", GUARD, "sh"])
            .arg(folder)
            .current_dir("/")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let pipe = shell.stdin.take();
        Ok(Self { shell: Mutex::new((shell, pipe)) })
    }

    fn tell(&self, line: &str) -> io::Result<()> {
        match &mut self.shell.lock().unwrap_or_else(PoisonError::into_inner).1 {
            Some(pipe) => writeln!(pipe, "{line}"),
            None => Ok(()),
        }
    }

    /// Closes the pipe and waits until the shell has cleared away.
    fn dismiss(&self) {
        let (shell, pipe) = &mut *self.shell.lock().unwrap_or_else(PoisonError::into_inner);
        drop(pipe.take());
        let _ = shell.wait();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.dismiss();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A leader with a child; both hold the standard output, so its end is the proof that both are gone.
    async fn leader_and_child() -> (Process, mpsc::UnboundedReceiver<String>) {
        let script = "sleep 300 & echo ready; wait";
        let (process, mut printed) = Process::start(Path::new("/bin/sh"), &["-c", script]).unwrap();
        assert_eq!(printed.recv().await.as_deref(), Some("ready"));
        (process, printed)
    }

    async fn all_gone(mut printed: mpsc::UnboundedReceiver<String>) -> bool {
        tokio::time::timeout(Duration::from_secs(20), printed.recv()).await == Ok(None)
    }

    #[tokio::test]
    async fn what_it_started_and_its_folder_end_with_it() {
        let (process, printed) = leader_and_child().await;
        let folder = process.folder.path().to_owned();
        assert!(folder.exists() && process.life().ended().is_none());
        drop(process);
        assert!(all_gone(printed).await && !folder.exists());
    }

    #[tokio::test]
    async fn children_of_a_leader_that_was_killed_do_not_stay() {
        let (process, printed) = leader_and_child().await;
        nix::sys::signal::kill(process.group, Signal::SIGKILL).unwrap();
        assert_eq!(process.life().wait().await, "sh was ended by SIGKILL");
        assert!(all_gone(printed).await);
    }

    #[tokio::test]
    async fn the_guard_ends_the_group_when_our_end_of_the_pipe_closes() {
        let (process, printed) = leader_and_child().await;
        process.guard.dismiss(); // what the kernel does for us when we are killed
        assert_eq!(process.life().wait().await, "sh was ended by SIGKILL");
        assert!(all_gone(printed).await && !process.folder.path().exists());
    }

    #[tokio::test]
    async fn its_temporary_files_go_to_its_folder_and_its_last_words_are_kept() {
        let script = r#"touch "$TMPDIR/profile"; echo first >&2; echo last >&2; exit 3"#;
        let (process, _) = Process::start(Path::new("/bin/sh"), &["-c", script]).unwrap();
        assert_eq!(process.life().wait().await, "sh ended with exit code 3");
        assert!(process.folder.path().join("profile").exists());
        assert_eq!(process.last_words(1), ["last"]);
    }
}
