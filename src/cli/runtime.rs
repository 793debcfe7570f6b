//! The one place that starts the asynchronous machinery.

use std::future::Future;

use super::output;
use crate::exit::Exit;

/// Runs `future` on this thread; what it spawns (sockets, the demo shop) has two threads of its own.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> Result<T, Exit> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("shopper")
        .enable_all()
        .build()
        .map_err(|error| {
            output::complain(&format!("error: cannot start the program's threads: {error}"));
            Exit::Blocked
        })?;
    Ok(runtime.block_on(future))
}
