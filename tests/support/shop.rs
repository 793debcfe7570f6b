//! The demo shop in this process: each test that needs one opens its own.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};

use storefront::{Fault, Options, Skin, Storefront};
use tokio::runtime::{Builder, Runtime};

/// The thread on which all shops of the tests are kept.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME
        .get_or_init(|| Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime starts"))
}

/// An open shop; it closes when this is dropped.
pub(crate) struct Shop(Option<Storefront>);

impl Shop {
    /// Opens a shop as it is asked for.
    pub(crate) fn open(options: Options) -> Self {
        let storefront = runtime().block_on(Storefront::start(options)).expect("loopback has free ports");
        Self(Some(storefront))
    }

    /// Opens a shop with this defect, or without any.
    pub(crate) fn with_fault(skin: Skin, fault: Option<Fault>) -> Self {
        Self::open(Options { skin, faults: fault.into_iter().collect(), ..Options::default() })
    }

    /// Where its first page is.
    pub(crate) fn url(&self) -> &str {
        self.0.as_ref().expect("it is open until it is dropped").url()
    }
}

/// An address that is free: the shop must know it before the program listens there. It lies below the ports that the
/// system hands out by itself, so that nobody comes by it meanwhile.
pub(crate) fn free_address() -> String {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = (std::process::id() % 100) as u16 * 100;
    let free = std::iter::repeat_with(|| 20_000 + (start + NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000)
        .find(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok());
    format!("127.0.0.1:{}", free.expect("the ports do not end"))
}

impl Drop for Shop {
    fn drop(&mut self) {
        if let Some(storefront) = self.0.take() {
            runtime().block_on(storefront.stop());
        }
    }
}
