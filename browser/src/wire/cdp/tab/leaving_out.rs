//! How outside hosts that hold the open document up are left out, and the document asked for anew.

use serde_json::json;
use tokio::time::Instant;

use super::{BLOCK, CdpTab};
use crate::outside::LeftOut;
use crate::wire::WireError;

impl CdpTab {
    pub(super) async fn do_without(&self, awaited: &[String], deadline: Instant) -> Result<Vec<LeftOut>, WireError> {
        let hosts = self.target.silent_hosts(awaited);
        if hosts.is_empty() {
            return Ok(hosts);
        }
        let blocked = self.windows.leave_out(&hosts);
        self.windows.give(BLOCK, blocked.clone());
        for other in self.windows.opened().into_iter().filter_map(|(_, target)| target) {
            drop(self.socket.send(Some(&other.session), BLOCK, blocked.clone()));
        }
        let (session, before) = (Some(self.target.session.as_str()), self.target.loader());
        drop(self.socket.send(session, BLOCK, blocked));
        // What is under way is not cut off by that, and no other command cuts it off either: the document has to come anew.
        self.count();
        // The browser refuses when another document has come meanwhile: that one may be the answer to a form.
        let this = json!({"loaderId": before});
        let reloaded = self.socket.call(session, "Page.reload", this, deadline).await.is_ok();
        let came = tokio::time::timeout_at(deadline, self.target.document_after(&before));
        if !reloaded || self.meter.during(came).await.is_err() {
            tracing::debug!("the document did not come anew");
        }
        // What is left out is told, whatever became of the document: the next look sees that.
        Ok(hosts)
    }

    /// Why the open document is not asked for anew.
    pub(super) fn why_not_asked_again(&self) -> Option<&'static str> {
        (!self.target.came_by_get()).then_some(
            "not asked for again: the page is the answer to a form (POST), and what that did must not be done twice",
        )
    }
}
