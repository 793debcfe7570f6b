//! Another device, place or network, and hosts that are left out: by Chromium's own commands, where the driver passes them on.

use std::sync::PoisonError;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::ClassicTab;
use crate::emulate::Emulation;
use crate::outside::{LeftOut, hosts_of, patterns};
use crate::wire::cdp::emulation_commands as commands;
use crate::wire::{Frame, WireError};

/// The command after which nothing is asked of the addresses that it names.
const BLOCK: &str = "Network.setBlockedURLs";

impl ClassicTab {
    /// Makes the viewport as large as asked for: a window's frame takes its part of the window's size.
    pub(in crate::wire::classic) async fn fit_viewport(
        &self,
        wanted: (u32, u32),
        deadline: Instant,
    ) -> Result<(), WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await?;
        let sizes = place.execute("return [innerWidth, innerHeight, outerWidth, outerHeight]").await?;
        let size = |index: usize| sizes[index].as_i64().unwrap_or_default();
        let (width, height) = (i64::from(wanted.0), i64::from(wanted.1));
        if (size(0), size(1)) == (width, height) {
            return Ok(());
        }
        let rect = json!({ "width": size(2) - size(0) + width, "height": size(3) - size(1) + height });
        place.post("window/rect", rect).await?;
        Ok(())
    }

    pub(super) async fn change_surroundings(&self, what: &Emulation, deadline: Instant) -> Result<(), WireError> {
        let chromium = self.desk.session().debugger_address().is_some();
        if let (false, Emulation::Screen { width, height, phone: false }) = (chromium, what) {
            return self.fit_viewport((*width, *height), deadline).await;
        }
        if !chromium {
            return Err(WireError::Unsupported("only browsers of the Chromium family can be given that".to_owned()));
        }
        let agent = self.desk.at(&self.window, &[], deadline).await?.execute("return navigator.userAgent").await?;
        for mut command in commands(what, agent.as_str().unwrap_or_default()) {
            if command.method == BLOCK {
                let urls = command.params["urls"].as_array().cloned().unwrap_or_default();
                command.params = self.blocked(|asked, _| *asked = urls);
            }
            if command.method.starts_with("Network.") {
                // The driver listens to no network of its own, and what is asked of a sleeping domain has no effect.
                self.chromium("Network.enable", json!({}), deadline).await?;
            }
            self.chromium(command.method, command.params, deadline).await?;
        }
        Ok(())
    }

    pub(super) async fn do_without(&self, awaited: &[String], deadline: Instant) -> Result<Vec<LeftOut>, WireError> {
        let chromium = self.desk.session().debugger_address().is_some();
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Nobody tells how a document was asked for that a press has led to.
        if !chromium || opened.is_none() || opened != self.seen_document(&Frame::Main) {
            return Ok(Vec::new());
        }
        let hosts = hosts_of(awaited.iter().map(String::as_str));
        let more = hosts.iter().flat_map(|one| patterns(&one.host)).map(Value::from);
        let params = self.blocked(|_, left_out| left_out.extend(more));
        self.chromium("Network.enable", json!({}), deadline).await?;
        self.chromium(BLOCK, params, deadline).await?;
        if let Err(error) = self.chromium("Page.reload", json!({}), deadline).await {
            // What is left out is told all the same.
            tracing::debug!(%error, "the document did not come anew");
            return Ok(hosts);
        }
        let mut place = self.desk.at(&self.window, &[], deadline).await?;
        place.forget_frame();
        if self.call_at(&mut place, &Frame::Main, "() => null", &Value::Null).await.is_ok() {
            self.note_opened();
        }
        Ok(hosts)
    }

    /// Changes what is blocked, and gives the parameters for all of it.
    fn blocked(&self, change: impl FnOnce(&mut Vec<Value>, &mut Vec<Value>)) -> Value {
        let mut blocked = self.blocked.lock().unwrap_or_else(PoisonError::into_inner);
        let (asked, left_out) = &mut *blocked;
        change(asked, left_out);
        let all = [asked.as_slice(), left_out.as_slice()].concat();
        json!({ "urls": all })
    }
}
