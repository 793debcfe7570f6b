//! However a run ends, it says what happened, keeps what it saw, and leaves no process and no folder behind.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;
use std::time::Duration;

use nix::sys::signal::Signal;
use shopper_browser::BrowserOptions;
use shopper_browser::driver::find_browser;
use storefront::{Fault, Options, Storefront};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::process::{Ended, Running, await_text};

const SLOW: &str = "features/checkout/payment.feature";

/// Runs `test` with the address of a shop.
fn with_shop(faults: &[Fault], test: impl FnOnce(&str)) {
    with_options(Options { faults: faults.to_vec(), ..Options::default() }, test);
}

fn with_options<T>(options: Options, test: impl FnOnce(&str) -> T) -> T {
    let runtime = Runtime::new().expect("a runtime starts");
    let shop = runtime.block_on(Storefront::start(options)).expect("the shop starts");
    let outcome = test(shop.url());
    runtime.block_on(shop.stop());
    outcome
}

/// Runs a journey that waits for its bank for long, and short ones after it; `kill` is called while the bank is asked.
fn while_the_bank_is_asked(wire: &str, kill: impl FnOnce(&Running)) -> Ended {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let log = folder.path().join("access.log");
    let options = Options { access_log: Some(log.clone()), bank_delay: Duration::from_secs(20), ..Options::default() };
    with_options(options, |shop| {
        let journeys = ["features/checkout/payment.feature:26", "features/browse/search.feature"];
        let run = Running::start(&["run", journeys[0], journeys[1], "--shop", shop, "-j", "1", "--wire", wire]);
        await_text(&log, "/checkout/payment");
        kill(&run);
        run.wait()
    })
}

#[test]
fn a_driver_that_is_killed_blocks_its_journey_and_the_next_ones_go_on() {
    for wire in ["cdp", "classic"] {
        let ended = while_the_bank_is_asked(wire, |run| run.kill("chromedriver"));
        assert_eq!(ended.code, Some(3), "{wire}:\n{}", ended.text);
        assert!(ended.text.contains("chromedriver was ended by SIGKILL"), "{wire}:\n{}", ended.text);
        let blocked = ended.text.matches("BLOCKED [").count();
        assert_eq!(blocked, 1, "{wire}: the others go on in a new browser:\n{}", ended.text);
        assert!(ended.text.contains("PASS"), "{wire}:\n{}", ended.text);
        assert!(ended.junit().contains("<error"), "{}", ended.junit());
        ended.left_nothing();
    }
}

#[test]
fn a_browser_that_is_killed_blocks_its_journey_and_the_next_ones_go_on() {
    for wire in ["cdp", "classic"] {
        let ended = while_the_bank_is_asked(wire, |run| run.kill("chromium-headl"));
        assert_eq!(ended.code, Some(3), "{wire}:\n{}", ended.text);
        let blocked = ended.text.matches("BLOCKED [").count();
        assert_eq!(blocked, 1, "{wire}: the others go on in a new browser:\n{}", ended.text);
        assert!(ended.text.contains("PASS"), "{wire}:\n{}", ended.text);
        assert!(ended.text.contains("the browser went away"), "{wire}:\n{}", ended.text);
        ended.left_nothing();
    }
}

#[test]
fn ctrl_c_finishes_what_runs_and_writes_every_report() {
    with_shop(&[], |shop| {
        let mut run = Running::start(&["run", "features", "--tags", "not @mail", "--shop", shop, "-j", "1"]);
        run.await_line("2/");
        run.signal(Signal::SIGINT);
        let ended = run.wait();
        assert_eq!(ended.code, Some(130), "{}", ended.text);
        let record = ended.record();
        assert!(!record["interrupted"].is_null(), "{record}");
        assert!(record["scenarios"].as_array().is_some_and(|kept| (2..10).contains(&kept.len())), "{}", ended.text);
        assert!(ended.junit().contains("every journey was run"), "a pipeline that reads JUnit alone is told");
        ended.left_nothing();
    });
}

#[test]
fn ctrl_c_twice_ends_at_once() {
    with_shop(&[Fault::NeverAnswers], |shop| {
        let mut run = Running::start(&["run", SLOW, "--shop", shop, "-j", "1", "-v"]);
        run.await_process("chromium-headl");
        run.signal(Signal::SIGINT);
        run.await_line("nterrupt");
        run.signal(Signal::SIGINT);
        let ended = run.wait();
        assert_eq!(ended.code, Some(130), "{}", ended.text);
        ended.left_nothing();
        let junit = ended.junit();
        assert!(!junit.lines().any(|line| line.contains("<testsuites ") && line.contains("time=\"0.000\"")), "{junit}");
    });
}

#[test]
fn sigterm_is_an_end_of_its_own() {
    with_shop(&[], |shop| {
        let mut run = Running::start(&["run", "features", "--tags", "not @mail", "--shop", shop, "-j", "1"]);
        run.await_line("1/");
        run.signal(Signal::SIGTERM);
        let ended = run.wait();
        assert_eq!(ended.code, Some(143), "{}", ended.text);
        ended.left_nothing();
    });
}

#[test]
fn a_program_that_is_killed_leaves_a_readable_record_and_no_orphan() {
    with_shop(&[], |shop| {
        let mut run = Running::start(&["run", "features", "--tags", "not @mail", "--shop", shop, "-j", "1"]);
        run.await_line("3/");
        run.signal(Signal::SIGKILL);
        let ended = run.wait();
        assert_eq!(ended.code, None);
        let record = ended.record();
        assert!(record["scenarios"].as_array().is_some_and(|kept| !kept.is_empty()), "{record}");
        assert!(record["finished_at"].is_null(), "it did not finish");
        ended.left_nothing();
    });
}

#[test]
fn a_page_that_hangs_is_broken_in_time_and_the_next_journey_works() {
    with_shop(&[Fault::PageHangs], |shop| {
        let features = ["features/cart/coupon.feature", "features/browse/search.feature"];
        let args =
            ["run", features[0], features[1], "--shop", shop, "-j", "1", "--step-timeout", "3s", "--timeout", "1s"];
        let ended = Running::start(&args).wait();
        assert_eq!(ended.code, Some(1), "{}", ended.text);
        assert!(ended.text.contains("the page does not answer"), "{}", ended.text);
        assert!(ended.text.contains("PASS"), "the next journey works:\n{}", ended.text);
        ended.left_nothing();
    });
}

#[test]
fn a_shop_that_is_down_is_broken_and_says_so() {
    // A port that was free a moment ago refuses.
    let port =
        TcpListener::bind("127.0.0.1:0").expect("loopback has a free port").local_addr().expect("it is bound").port();
    let shop = format!("http://127.0.0.1:{port}/");
    let ended = Running::start(&["run", "features/browse/search.feature", "--shop", &shop]).wait();
    assert_eq!(ended.code, Some(1), "{}", ended.text);
    assert!(ended.text.contains("net::ERR_CONNECTION_REFUSED"), "{}", ended.text);
    ended.left_nothing();
}

#[test]
fn a_browser_that_is_missing_blocks_the_run_and_the_cure_is_named() {
    let ended = Running::start(&[
        "run",
        "features/browse/search.feature",
        "--shop",
        "http://127.0.0.1/",
        "--driver-binary",
        "/no/such/driver",
    ])
    .wait();
    assert_eq!(ended.code, Some(3), "{}", ended.text);
    assert!(ended.text.contains("/no/such/driver is not there"), "{}", ended.text);
    ended.left_nothing();
}

#[test]
fn a_browser_that_misses_its_first_start_gets_a_second_one() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let real = find_browser(&BrowserOptions::default()).unwrap_or_else(|failure| panic!("{failure}")).path;
    let (moody, missed) = (folder.path().join("moody-browser"), folder.path().join("missed"));
    // It says which version it is, but dies the first time it is to open a page.
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in *--version*) ;; *) [ -e {0} ] || {{ touch {0}; exit 1; }} ;; esac\nexec {1} \"$@\"\n",
        missed.display(),
        real.display()
    );
    fs::write(&moody, script).expect("a file can be written");
    fs::set_permissions(&moody, fs::Permissions::from_mode(0o755)).expect("it is ours");
    // A file that was just written may be held open by the child of another test for a moment.
    let mut busy = 0;
    while Command::new(&moody).arg("--version").output().is_err() {
        busy += 1;
        assert!(busy < 10_000, "{} can never be started", moody.display());
        std::thread::yield_now();
    }
    with_shop(&[], |shop| {
        let binary = moody.to_string_lossy();
        let run =
            Running::start(&["run", "features/browse/search.feature", "--shop", shop, "--browser-binary", &binary]);
        let ended = run.wait();
        assert_eq!(ended.code, Some(0), "{}", ended.text);
        assert!(missed.exists(), "the first start was missed");
        ended.left_nothing();
    });
}
