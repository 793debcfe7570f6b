//! Which browser and which driver are on this machine, whether they fit, and the command that mends it when not.

use std::ffi::OsStr;
use std::io::Read as _;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

use crate::failure::Failure;
use crate::options::BrowserOptions;

const SHELLS: [&str; 2] = ["chromium-headless-shell", "chrome-headless-shell"];
const WINDOWED: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const DRIVERS: [&str; 1] = ["chromedriver"];

/// Looked into after `PATH`.
const USUAL_PLACES: [&str; 7] = [
    "/usr/bin",
    "/usr/local/bin",
    "/usr/lib/chromium",
    "/usr/lib/chromium-browser",
    "/opt/google/chrome",
    "/opt/chrome",
    "/snap/bin",
];

/// A program to answer `--version` has this long; a cold start on a busy machine takes seconds.
const VERSION_DEADLINE: Duration = Duration::from_secs(15);

/// What kind of program was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Chromium without the code for windows: it starts in a third of the time.
    HeadlessShell,
    /// A browser that can show windows.
    Windowed,
    /// A WebDriver server.
    Driver,
}

/// A program that was found on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
}

/// A version as a program tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// E.g. `156.0.8078.79`.
    pub text: String,
    /// The part before the first dot: browser and driver must agree in it.
    pub major: u32,
}

/// The browser to start: the one the options name, else the headless shell when no window is wanted, else the first
/// Chromium or Chrome on `PATH` and in the usual places.
pub fn find_browser(options: &BrowserOptions) -> Result<Found, Failure> {
    if let Some(path) = &options.browser_binary {
        let shell = path.file_name().is_some_and(|name| SHELLS.iter().any(|shell| name == *shell));
        let kind = if shell { Kind::HeadlessShell } else { Kind::Windowed };
        return named(path, kind, "browser");
    }
    let shells = if options.headed { &[][..] } else { &SHELLS[..] };
    first_of(shells, Kind::HeadlessShell)
        .or_else(|| first_of(&WINDOWED, Kind::Windowed))
        .ok_or_else(|| missing(if options.headed { "no browser with windows" } else { "no browser" }, options.headed))
}

/// The driver to start: the one the options name, else `chromedriver` on `PATH` and in the usual places.
pub fn find_driver(options: &BrowserOptions) -> Result<Found, Failure> {
    match &options.driver_binary {
        Some(path) => named(path, Kind::Driver, "driver"),
        None => first_of(&DRIVERS, Kind::Driver).ok_or_else(|| missing("no chromedriver", options.headed)),
    }
}

/// Browser and driver must come from the same major version.
pub fn versions_fit(browser: &Version, driver: &Version) -> Result<(), Failure> {
    if browser.major == driver.major {
        return Ok(());
    }
    Err(Failure::lost(format!(
        "the browser is version {} but its driver is version {}: they do not fit",
        browser.text, driver.text
    ))
    .mend(format!("{}, or name two that fit with their paths", install_command(false))))
}

impl Found {
    /// A command line by which a person can see whether the browser starts at all.
    pub(super) fn trial(&self) -> String {
        let headless = if self.kind == Kind::Windowed { " --headless=new" } else { "" };
        let sandbox = if we_are_root() { " --no-sandbox" } else { "" };
        format!("{}{headless}{sandbox} --dump-dom about:blank", self.path.display())
    }

    /// Asks the program for its version.
    pub async fn version(&self) -> Result<Version, Failure> {
        let failed = |why: String| {
            Failure::lost(format!("`{} --version` {why}", self.path.display()))
                .mend(format!("check that it starts by hand, or install it anew: {}", install_command(false)))
        };
        let mut command = Command::new(&self.path);
        command.arg("--version").stdin(std::process::Stdio::null()).kill_on_drop(true);
        let output = timeout(VERSION_DEADLINE, command.output())
            .await
            .map_err(|_| failed(format!("did not end within {} s", VERSION_DEADLINE.as_secs())))?
            .map_err(|why| failed(format!("does not start: {why}")))?;
        Version::read(&String::from_utf8_lossy(&output.stdout)).ok_or_else(|| failed("tells no version".to_owned()))
    }
}

impl Version {
    /// Finds the version in what `--version` printed, or in a capability.
    pub fn read(text: &str) -> Option<Self> {
        let word = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
        let major = word.split('.').next()?.parse().ok()?;
        Some(Self { text: word.to_owned(), major })
    }
}

/// The command that installs what is needed, with sudo when we are not root.
pub fn install_command(headed: bool) -> String {
    let sudo = if we_are_root() { "" } else { "sudo " };
    let browser = if headed { "chromium" } else { "chromium-headless-shell" };
    format!("{sudo}apt-get install -y {browser} chromium-driver")
}

/// Whether we run as root: Chromium's sandbox refuses to work for root.
pub(super) fn we_are_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn missing(what: &str, headed: bool) -> Failure {
    Failure::lost(format!("{what} was found on PATH or in {}", USUAL_PLACES.join(", "))).mend(install_command(headed))
}

fn named(path: &Path, kind: Kind, what: &str) -> Result<Found, Failure> {
    if is_program(path) {
        return Ok(Found { path: behind_the_wrapper(path.to_owned()), kind });
    }
    let why = if path.is_file() { "cannot be executed" } else { "is not there" };
    Err(Failure::lost(format!("the {what} {} {why}", path.display()))
        .mend(format!("correct the path, or leave it out to have a {what} looked for")))
}

fn first_of(names: &[&str], kind: Kind) -> Option<Found> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    look_for(names, &path).map(|path| Found { path, kind })
}

fn look_for(names: &[&str], path: &OsStr) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(path).chain(USUAL_PLACES.iter().map(PathBuf::from)).collect();
    names.iter().find_map(|name| {
        let program = folders.iter().map(|folder| folder.join(name)).find(|program| is_program(program))?;
        Some(behind_the_wrapper(program))
    })
}

/// Debian's and Ubuntu's `/usr/bin/chromium*` are shell scripts. Some stay as a parent of the browser, so that killing
/// the process the driver knows would leave the browser: start the program behind them.
fn behind_the_wrapper(program: PathBuf) -> PathBuf {
    let Some(name) = program.file_name() else { return program };
    let real = ["/usr/lib/chromium", "/usr/lib/chromium-browser"].map(|folder| Path::new(folder).join(name));
    match real.into_iter().find(|real| is_script(&program) && is_program(real)) {
        Some(real) if program.starts_with("/usr/bin") => real,
        _ => program,
    }
}

fn is_script(path: &Path) -> bool {
    let mut first = [0; 2];
    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok() && first == *b"#!"
}

fn is_program(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Class;

    #[test]
    fn versions_are_read_from_what_programs_print() {
        let chromium = Version::read("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)").unwrap();
        let driver = Version::read("ChromeDriver 156.0.8078.79 (a21ce95c-refs/branch-heads/8078@{#1704})").unwrap();
        assert_eq!((chromium.major, chromium.text.as_str()), (156, "156.0.8078.79"));
        assert!(versions_fit(&chromium, &driver).is_ok());
        assert_eq!(Version::read("no number here"), None);
    }

    #[test]
    fn versions_that_do_not_fit_are_told_with_the_command_that_mends_it() {
        let old = Version { text: "114.0.1".into(), major: 114 };
        let new = Version { text: "156.0.2".into(), major: 156 };
        let failure = versions_fit(&new, &old).unwrap_err();
        assert_eq!(failure.class, Class::Lost);
        assert_eq!(failure.what, "the browser is version 156.0.2 but its driver is version 114.0.1: they do not fit");
        assert!(failure.mend.contains("apt-get install -y chromium-headless-shell chromium-driver"));
    }

    #[test]
    fn a_path_that_leads_nowhere_is_told() {
        let options = BrowserOptions { driver_binary: Some("/nowhere/chromedriver".into()), ..Default::default() };
        let failure = find_driver(&options).unwrap_err();
        assert_eq!(failure.what, "the driver /nowhere/chromedriver is not there");
    }

    #[test]
    fn the_first_name_wins_over_the_first_folder() {
        let (left, right) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (folder, name) in [(&left, "other-name"), (&right, "first-name")] {
            let program = folder.path().join(name);
            std::fs::write(&program, "").unwrap();
            std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        let path = std::env::join_paths([left.path(), right.path()]).unwrap();
        assert_eq!(look_for(&["first-name", "other-name"], &path), Some(right.path().join("first-name")));
        assert_eq!(look_for(&["never-heard-of"], &path), None);
    }

    #[test]
    fn a_file_that_cannot_be_executed_is_no_program() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let options = BrowserOptions { browser_binary: Some(file.path().to_owned()), ..Default::default() };
        assert!(find_browser(&options).unwrap_err().what.ends_with("cannot be executed"));
    }
}
