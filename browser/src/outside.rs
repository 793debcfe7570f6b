//! Hosts that are not the page's own and whose silence keeps a document from being read on or shown: they are left out
//! from then on, and the document is asked for anew. It is told, so that nobody wonders why a script is missing.

use std::time::Duration;

use crate::page::Page;
use crate::wait::Seen;

/// An outside host that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The host: `cdn.example`.
    pub host: String,
    /// What of it was waited for: an address.
    pub address: String,
    /// For how long it kept the page from being shown.
    pub held: Duration,
}

impl std::fmt::Display for LeftOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { host, address, held } = self;
        let seconds = held.as_secs_f64();
        write!(
            f,
            "{host} did not answer for {seconds:.1}s and held the page up: it is left out from here on ({address})"
        )
    }
}

/// Leaves out what holds the page up, if the look has seen that it does; whether the document comes anew without it.
pub(crate) async fn leave_out(page: &Page, seen: &Seen) -> bool {
    let Some((awaited, held)) = seen.held_by().filter(|_| page.may_be_asked_again()) else { return false };
    match page.tab().leave_out(awaited, page.answer_by()).await {
        Ok(mut left_out) => {
            left_out.iter_mut().for_each(|one| one.held = held);
            left_out.iter().for_each(|one| tracing::info!("{one}"));
            page.note_left_out(&left_out);
            !left_out.is_empty()
        }
        Err(error) => {
            // The next look will tell what has become of the page.
            tracing::debug!(%error, "nothing could be left out");
            false
        }
    }
}

/// Whether a host is this one, or one below it: `cdn.shop.example` of `www.shop.example`. The eyes reckon the same way.
pub(crate) fn is_of(host: &str, owner: &str) -> bool {
    let owner = owner.strip_prefix("www.").unwrap_or(owner);
    host.strip_suffix(owner).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// What of these addresses is to be left out: each host once.
pub(crate) fn hosts_of<'a>(addresses: impl Iterator<Item = &'a str>) -> Vec<LeftOut> {
    let mut found: Vec<LeftOut> = Vec::new();
    for address in addresses {
        let Ok(mut url) = url::Url::parse(address) else { continue };
        // What an address asks may hold keys, and names nothing that anybody would know.
        url.set_query(None);
        let host = url.host_str().unwrap_or_default().to_owned();
        if !host.is_empty() && !found.iter().any(|one| one.host == host) {
            found.push(LeftOut { host, address: url.into(), held: Duration::ZERO });
        }
    }
    found
}

/// The patterns of addresses for a host at any port, without those below it.
pub(crate) fn patterns(host: &str) -> [String; 4] {
    // Not `*://`: an address of the page's own may hold another.
    let [plain, secure] = ["http", "https"].map(|scheme| format!("{scheme}://{host}"));
    [format!("{plain}/*"), format!("{plain}:*"), format!("{secure}/*"), format!("{secure}:*")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_left_out_once_whatever_of_it_was_waited_for() {
        let asked =
            ["https://cdn.example/a.js", "https://cdn.example:8443/b.css", "https://fonts.example/c", "no address"];
        let hosts: Vec<String> = hosts_of(asked.into_iter()).into_iter().map(|one| one.host).collect();
        assert_eq!(hosts, ["cdn.example", "fonts.example"]);
    }

    #[test]
    fn a_host_is_its_owners_own_at_and_below_it_and_nowhere_else() {
        for own in ["shop.example", "www.shop.example", "cdn.shop.example", "a.b.shop.example"] {
            assert!(is_of(own, "shop.example") && is_of(own, "www.shop.example"), "{own}");
        }
        for other in ["myshop.example", "example", "shop.example.other", "shop.examples", ""] {
            assert!(!is_of(other, "shop.example"), "{other}");
        }
        assert!(!is_of("shop.example", "cdn.shop.example"), "what stands above it may be anybody's");
    }

    #[test]
    fn a_host_within_an_address_of_the_pages_own_is_not_meant() {
        let all = patterns("cdn.example");
        assert!(all.iter().all(|one| one.starts_with("http://cdn.example") || one.starts_with("https://cdn.example")));
        assert!(all.iter().all(|one| one.ends_with("/*") || one.ends_with(":*")), "{all:?}");
    }
}
