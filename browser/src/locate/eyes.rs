//! What a document is given to look with: one script, made of the files beside this one.

use std::sync::Arc;

use crate::outside::is_of;

/// The property of `window` under which a document's eyes are kept. It is not `globalThis`: Firefox runs the scripts of a driver
/// in a sandbox that has a global object of its own each time.
pub(crate) const EYES_NAME: &str = "__mysteryShopperEyes";

/// What the eyes are made of.
const EYES: &str = concat!(
    include_str!("eyes/dom.js"),
    include_str!("eyes/names.js"),
    include_str!("eyes/match.js"),
    include_str!("eyes/find.js"),
    include_str!("eyes/explain.js"),
    include_str!("eyes/act.js"),
    include_str!("eyes/requests.js"),
    include_str!("eyes/outside.js"),
    include_str!("eyes/wait.js"),
    include_str!("eyes/typing.js"),
    include_str!("eyes/cover.js"),
    include_str!("eyes/offer.js"),
);

/// The source that gives a document its eyes: an expression that installs them when they are missing and returns them.
#[derive(Debug, Clone)]
pub(crate) struct Eyes {
    source: Arc<str>,
    own: Arc<[String]>,
}

impl Eyes {
    /// Eyes that wait for these hosts, and for those below them, as for the page's own.
    pub(crate) fn waiting_for(hosts: &[String]) -> Self {
        let (own, hosts) = (hosts.into(), serde_json::Value::from(hosts));
        let source = format!(
            "(()=>{{const NAME=\"{EYES_NAME}\";if(window[NAME])return window[NAME];const OWN={hosts};\n{EYES}}})()"
        );
        Self { source: source.into(), own }
    }

    /// Whether that host is one that they wait for as for the page's own.
    pub(crate) fn wait_for(&self, host: &str) -> bool {
        self.own.iter().any(|own| is_of(host, own))
    }

    pub(crate) fn source(&self) -> &str {
        &self.source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eyes_carry_their_name() {
        let eyes = Eyes::waiting_for(&["cdn.example".to_owned()]);
        assert!(eyes.source().contains(EYES_NAME) && eyes.source().contains("OWN=[\"cdn.example\"]"));
    }
}
