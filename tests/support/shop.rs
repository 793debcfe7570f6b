//! The demo shop in this process: each test that needs one opens its own.

use std::sync::OnceLock;

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

/// An address that was free just now: the shop must know it before the program listens there.
pub(crate) fn free_address() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has free ports");
    listener.local_addr().expect("it is bound").to_string()
}

impl Drop for Shop {
    fn drop(&mut self) {
        if let Some(storefront) = self.0.take() {
            runtime().block_on(storefront.stop());
        }
    }
}
