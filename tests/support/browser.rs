//! One real browser for all tests of a wire, and an isolated context for each test in it.

use std::sync::OnceLock;
use std::time::Duration;

use shopper_browser::{Browser, BrowserOptions, Context, Page, WireChoice};
use tokio::runtime::{Builder, Runtime};

/// The runtime that the shared browsers live on; a browser must not outlive its runtime.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME
        .get_or_init(|| Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime starts"))
}

/// A way to drive pages that the engine's tests go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Cdp,
    /// Frames of other sites live in processes (and CDP targets) of their own, as in a customer's browser.
    CdpWithSitesApart,
    Classic,
}

fn browser(way: Way) -> &'static Browser {
    static BROWSERS: [OnceLock<Browser>; 3] = [const { OnceLock::new() }; 3];
    BROWSERS[way as usize].get_or_init(|| {
        let options = BrowserOptions {
            wire: if way == Way::Classic { WireChoice::Classic } else { WireChoice::Cdp },
            args: if way == Way::CdpWithSitesApart { vec!["--site-per-process".to_owned()] } else { Vec::new() },
            patience: Duration::from_secs(3),
            ..BrowserOptions::default()
        };
        runtime().block_on(Browser::start(options)).unwrap_or_else(|failure| {
            panic!(
                "these tests need a browser and its driver: {failure}\n{}\nto install them: ci/setup-browser.sh",
                failure.mend
            )
        })
    })
}

/// Runs `test` once on each wire, each time in an isolated context whose page shows `html`.
pub(crate) fn on_each_wire(html: &str, test: impl AsyncFn(Page)) {
    on_each_wire_at(&as_address(html), test);
}

/// Runs `test` once on each wire, each time in an isolated context that is at `url`.
pub(crate) fn on_each_wire_at(url: &str, test: impl AsyncFn(Page)) {
    for way in [Way::Cdp, Way::Classic] {
        on(way, url, &test);
    }
}

/// As [`on_each_wire_at`], and once more with frames of other sites in processes of their own.
pub(crate) fn on_each_wire_and_with_sites_apart_at(url: &str, test: impl AsyncFn(Page)) {
    on_each_wire_at(url, &test);
    on(Way::CdpWithSitesApart, url, &test);
}

fn on(way: Way, url: &str, test: impl AsyncFn(Page)) {
    let browser = browser(way);
    runtime().block_on(async {
        let context: Context = browser.open_context().await.expect("a context opens");
        let page = context.page().clone();
        page.open(url).await.unwrap_or_else(|failure| panic!("{way:?}: the page opens: {failure}"));
        eprintln!("{way:?}");
        test(page).await;
        context.close().await;
    });
}

/// The page as a `data:` address.
fn as_address(html: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(html.as_bytes()).collect();
    format!("data:text/html;charset=utf-8,%3C%21doctype%20html%3E{}", encoded.replace('+', "%20"))
}
