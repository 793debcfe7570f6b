//! Another device, place or network, and requests that are held.

use std::sync::Arc;

use serde_json::json;
use tokio::time::Instant;

use super::looks::value_of;
use super::{BLOCK, CdpTab};
use crate::emulate::{Emulation, Interception};
use crate::wire::WireError;
use crate::wire::cdp::emulate::commands;

impl CdpTab {
    pub(super) async fn change_surroundings(&self, what: &Emulation, deadline: Instant) -> Result<(), WireError> {
        let session = Some(self.target.session.as_str());
        self.count();
        let agent =
            self.evaluate(&self.target, None, "navigator.userAgent").answer(deadline).await.and_then(value_of)?;
        for mut command in commands(what, agent.as_str().unwrap_or_default()) {
            self.count();
            if command.browser {
                command.params["browserContextId"] = self.windows.context.as_str().into();
                self.socket.call(None, command.method, command.params, deadline).await?;
            } else {
                if command.method == BLOCK {
                    command.params = self.windows.block(&command.params["urls"]);
                }
                self.socket.call(session, command.method, command.params.clone(), deadline).await?;
                self.windows.give(command.method, command.params);
            }
        }
        Ok(())
    }

    pub(super) async fn hold_requests(&self, rules: &Arc<Interception>, deadline: Instant) -> Result<(), WireError> {
        self.count();
        let wanted = self.target.gate.set(rules);
        if rules.is_empty() {
            self.socket.call(Some(&self.target.session), "Fetch.disable", json!({}), deadline).await?;
            return Ok(());
        }
        self.socket.call(Some(&self.target.session), "Fetch.enable", wanted, deadline).await?;
        Ok(())
    }
}
