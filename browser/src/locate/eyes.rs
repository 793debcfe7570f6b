//! What a document is given to look with: one script, made of the files beside this one.

use std::sync::Arc;

/// The property of `window` under which a document's eyes are kept.
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
    include_str!("eyes/offer.js"),
);

/// The source that gives a document its eyes: an expression that installs them when they are missing and returns them.
#[derive(Debug, Clone)]
pub(crate) struct Eyes(Arc<str>);

impl Eyes {
    /// Eyes that wait for these hosts, and for those below them, as for the page's own.
    pub(crate) fn waiting_for(hosts: &[String]) -> Self {
        let hosts = serde_json::Value::from(hosts);
        Self(
            format!(
                "(()=>{{const NAME=\"{EYES_NAME}\";if(window[NAME])return window[NAME];const OWN={hosts};\n{EYES}}})()"
            )
            .into(),
        )
    }

    pub(crate) fn source(&self) -> &str {
        &self.0
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
