//! A mailbox read over IMAP. It is left as it was found: the folder is opened for reading alone (`EXAMINE`), and no mail is
//! marked as seen (`BODY.PEEK`).
//!
//! One conversation serves all journeys of a run. Of each mail that came after the run began, the header is read once, and
//! the whole only when it is to a customer who asks for it.

mod address;
mod talk;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shopper_browser::Failure;
use tokio::sync::Mutex;
use tokio::time::timeout;

use self::address::{Address, is_near, quoted};
pub use self::address::{MailMistake, passwords_in};
use self::talk::{LARGEST, Talk, Trouble};
use super::{Email, MailSettings};
use crate::http::Untold;

/// The longest that one look into the mailbox may take.
const ONE_LOOK: Duration = Duration::from_secs(10);
/// The longest that a run waits before its journeys to learn where new mails begin.
const FIRST_LOOK: Duration = Duration::from_secs(5);
/// A look that is no older serves the next journey too.
const FRESH: Duration = Duration::from_millis(150);
/// So many mails are looked at where nobody knows which of them are new.
const MOST: u32 = 500;
/// Headers that tell whom a mail was for where its own `To` does not.
const DELIVERED: [&str; 4] = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to"];

pub(super) struct Imap {
    address: Address,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    talk: Option<Talk>,
    /// What the numbers of the mails are valid for, once it is known.
    validity: Option<u32>,
    /// How many mails the folder holds, as it was told last.
    exists: Option<u32>,
    /// The first number that was not looked at.
    next: u32,
    heads: BTreeMap<u32, Head>,
    looked: Option<Instant>,
    /// Why the mails that were there before the run could not be counted.
    missed: Option<String>,
    /// The server will never let us in as it is asked; it is not asked again, or it might lock the account.
    never: Option<Failure>,
}

/// What is known of one mail.
struct Head {
    to: Vec<String>,
    /// The mail itself, once somebody asked for it.
    mail: Option<Email>,
}

impl Imap {
    pub(super) fn new(settings: &MailSettings) -> Result<Self, MailMistake> {
        Ok(Self { address: Address::of(settings)?, state: Mutex::default() })
    }

    /// Remembers which mails are there before the journeys begin. Where that fails, steps that ask for mails are blocked.
    pub(super) async fn begin(&self) {
        let look = async {
            let mut state = self.state.lock().await;
            state.missed = Some(format!("{} did not answer within {FIRST_LOOK:?}", self.address.shown()));
            state.missed = match self.enter(&mut state, 0).await {
                Ok(talk) => {
                    state.talk = Some(talk);
                    None
                }
                Err(Untold::NotNow(why)) => Some(why),
                Err(Untold::Never(_)) => None,
            };
        };
        let _ = timeout(FIRST_LOOK, look).await;
    }

    /// Logs in and opens the folder; tells what there is.
    pub(super) async fn examine(&self) -> Result<String, Untold> {
        let look = async {
            let mut state = self.state.lock().await;
            state.talk = Some(self.enter(&mut state, 0).await?);
            let mails = state.exists.map_or_else(String::new, |count| format!(", which holds {count} mails"));
            Ok(format!("{} opens the folder \"{}\"{mails}", self.address.shown(), self.address.folder))
        };
        let late = |_| Untold::NotNow(format!("{} does not answer within {ONE_LOOK:?}", self.address.shown()));
        timeout(ONE_LOOK, look).await.map_err(late)?
    }

    pub(super) async fn mails_to(&self, address: &str) -> Result<Vec<Email>, Untold> {
        let late = |_| Untold::NotNow(format!("{} does not answer within {ONE_LOOK:?}", self.address.shown()));
        timeout(ONE_LOOK, self.look(&address.to_lowercase())).await.map_err(late)?
    }

    async fn look(&self, wanted: &str) -> Result<Vec<Email>, Untold> {
        let mut state = self.state.lock().await;
        if let Some(failure) = &state.never {
            return Err(Untold::Never(Box::new(failure.clone())));
        }
        // A conversation that is left in the midst of an answer is never taken up again: it is put back at the end.
        let mut talk = match state.talk.take() {
            Some(talk) => talk,
            None => match &state.missed {
                // Yesterday's mails would pass for today's.
                Some(why) => {
                    let so = "that was when the run began, and nobody can tell which mails are new";
                    return Err(Untold::NotNow(format!("{why}; {so}")));
                }
                None => self.enter(&mut state, MOST).await?,
            },
        };
        if state.looked.is_none_or(|looked| looked.elapsed() >= FRESH) {
            self.look_for_new(&mut talk, &mut state).await.map_err(|trouble| self.silent(&trouble))?;
            state.looked = Some(Instant::now());
        }
        read(&mut talk, &mut state, wanted).await.map_err(|trouble| self.silent(&trouble))?;
        state.talk = Some(talk);
        Ok(state.heads.values().filter(|head| is_to(head, wanted)).filter_map(|head| head.mail.clone()).collect())
    }

    /// Opens the folder. Where the mails of a folder were never counted, or are counted anew, the latest so many (`known`)
    /// are taken for new.
    async fn enter(&self, state: &mut State, known: u32) -> Result<Talk, Untold> {
        let address = &self.address;
        let way = shopper_browser::way_to(&address.host, address.port, address.encrypted).await;
        let (stream, peer) =
            way.map_err(|why| Untold::NotNow(format!("{} cannot be reached: {why}", address.shown())))?;
        if !address.encrypted && !is_near(peer.ip()) {
            let what = format!("{} would hear the password unencrypted, and is not in this network", address.shown());
            return Err(never(state, what, "write imaps:// in [mail] imap of shop.toml"));
        }
        let (mut talk, known_already) = Talk::begin(stream).await.map_err(|trouble| match trouble {
            Trouble::Refused { words, for_now: false } => {
                let what = format!("{} is no mailbox: {words}", address.shown());
                never(state, what, "correct the address in [mail] imap of shop.toml")
            }
            other => self.silent(&other),
        })?;
        if !known_already {
            self.log_in(&mut talk, state).await?;
        }
        let folder = talk.ask(&format!("EXAMINE {}", address.quoted_folder()), None).await;
        let folder = folder.map_err(|trouble| match trouble {
            Trouble::Refused { words, for_now: false } => {
                let what = format!("{} does not open the folder \"{}\": {words}", address.shown(), address.folder);
                never(state, what, "correct the folder at the end of [mail] imap of shop.toml")
            }
            other => self.silent(&other),
        })?;
        state.exists = folder.exists;
        // A server that does not say it never counts anew.
        let validity = folder.validity.or(Some(0));
        if state.validity != validity {
            let known = if state.validity.is_some() { MOST } else { known };
            state.validity = validity;
            state.heads.clear();
            state.next = folder.next.unwrap_or(1).saturating_sub(known).max(1);
        }
        state.looked = None;
        Ok(talk)
    }

    async fn log_in(&self, talk: &mut Talk, state: &mut State) -> Result<(), Untold> {
        let Address { user, password, .. } = &self.address;
        let able = talk.ask("CAPABILITY", None).await.map_err(|trouble| self.silent(&trouble))?.capabilities;
        let can = |name: &str| able.iter().any(|one| one == name);
        let logged_in = if can("AUTH=PLAIN") {
            // RFC 4616: whatever signs a name or a password has.
            let proof = STANDARD.encode(format!("\0{user}\0{password}"));
            talk.ask("AUTHENTICATE PLAIN", Some(&proof)).await
        } else if can("LOGINDISABLED") {
            let what = format!("{} lets nobody log in with a password this way", self.address.shown());
            return Err(never(state, what, "write imaps:// in [mail] imap of shop.toml, or name another mailbox"));
        } else {
            talk.ask(&format!("LOGIN {} {}", quoted(user), quoted(password)), None).await
        };
        logged_in.map(drop).map_err(|trouble| match trouble {
            Trouble::Refused { words, for_now: false } => {
                let what = format!("{} does not let \"{user}\" in: {words}", self.address.shown());
                never(state, what, "correct user and password in [mail] of shop.toml")
            }
            other => self.silent(&other),
        })
    }

    /// The headers of the mails that came since the last look.
    async fn look_for_new(&self, talk: &mut Talk, state: &mut State) -> Result<(), Trouble> {
        state.exists = talk.ask("NOOP", None).await?.exists.or(state.exists);
        // Some servers take a range of an empty folder for a mistake.
        if state.exists == Some(0) {
            return Ok(());
        }
        // The range holds the last mail even when that is an older one (RFC 3501, section 9, seq-range).
        let new = talk.ask(&format!("UID FETCH {}:* (UID BODY.PEEK[HEADER])", state.next), None).await?;
        let first = state.next;
        for (uid, header) in new.parts.into_iter().filter(|(uid, _)| *uid >= first) {
            state.heads.insert(uid, Head { to: recipients(&header), mail: None });
            state.next = state.next.max(uid.saturating_add(1));
        }
        Ok(())
    }

    fn silent(&self, trouble: &Trouble) -> Untold {
        let server = self.address.shown();
        Untold::NotNow(match trouble {
            Trouble::Broken(why) => format!("{server} cannot be asked: {why}"),
            Trouble::Refused { words, .. } => format!("{server} refuses to answer: {words}"),
        })
    }
}

/// Reads the mails to `wanted` that were not read yet.
async fn read(talk: &mut Talk, state: &mut State, wanted: &str) -> Result<(), Trouble> {
    let unread = state.heads.iter().filter(|(_, head)| head.mail.is_none() && is_to(head, wanted));
    // One at a time: each may be as large as an answer can be.
    for uid in unread.map(|(uid, _)| *uid).collect::<Vec<_>>() {
        let answer = talk.ask(&format!("UID FETCH {uid} (UID BODY.PEEK[]<0.{LARGEST}>)"), None).await?;
        let raw = answer.parts.into_iter().find(|(found, _)| *found == uid);
        match (raw, state.heads.get_mut(&uid)) {
            (Some((_, raw)), Some(head)) => head.mail = Some(Email::read(&raw).unwrap_or_default()),
            // Somebody has taken it away.
            _ => drop(state.heads.remove(&uid)),
        }
    }
    Ok(())
}

fn never(state: &mut State, what: String, mend: &str) -> Untold {
    let untold = Untold::never(what, mend);
    if let Untold::Never(failure) = &untold {
        state.never = Some(failure.as_ref().clone());
    }
    untold
}

fn is_to(head: &Head, wanted: &str) -> bool {
    head.to.iter().any(|to| to == wanted)
}

/// Whom a mail is for, in lower case: whom it names, and whom it was delivered to.
fn recipients(header: &[u8]) -> Vec<String> {
    let mut to = Email::read(header).map(|mail| mail.to).unwrap_or_default();
    for line in String::from_utf8_lossy(header).lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        if DELIVERED.contains(&name.trim().to_lowercase().as_str()) {
            to.push(value.trim().trim_start_matches('<').trim_end_matches('>').to_lowercase());
        }
    }
    to
}

#[cfg(test)]
#[path = "imap/tests.rs"]
mod tests;
