//! A page as a customer has it before them. It waits, acts and reads; what is *right* is for others to judge.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::RwLock;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::act::{self, Entry};
use crate::evidence::{Evidence, Mark, StepActivity};
use crate::failure::{Class, Failure};
use crate::locate::Locator;
use crate::outside::LeftOut;
use crate::session::Session;
use crate::wait::{self, Seen, Try};
use crate::wire::{Frame, Picture, PictureFormat, PictureKind, Tab, WireError};

/// How long a piece of evidence may take: it must never hide the failure.
const EVIDENCE: Duration = Duration::from_secs(4);
/// How long a browser may take to show that it is there, when a site does not answer.
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);
/// How long an answer may travel.
const TRAVEL: Duration = Duration::from_millis(500);
/// A page's source is cut here, in bytes.
const SOURCE_KEPT: usize = 2 << 20;
/// A step that nobody gave a deadline ends after this time.
const UNBOUNDED_STEP: Duration = Duration::from_secs(60);

/// What a reader makes of what the page shows.
pub enum Look<T> {
    /// This is it.
    Accept(T),
    /// Not yet, and this is what it shows instead: `the page shows $20.00`.
    NotYet(String),
    /// It will never be.
    Refuse(Failure),
}

/// A window of an isolated context. Clones are handles on the same window.
#[derive(Clone)]
pub struct Page {
    tab: Arc<dyn Tab>,
    deadline: Arc<Mutex<Option<Instant>>>,
    patience: Duration,
    /// Held for reading while a picture is on its way: the next act waits for it.
    picture: Arc<RwLock<()>>,
    /// The number of the latest act; no two acts in this program have the same.
    act: Arc<AtomicU64>,
    /// How often something was looked for or done.
    touches: Arc<AtomicU64>,
    /// The latest act before the last look that was accepted, and the address the page had then.
    looked: Arc<Mutex<Option<(u64, String)>>>,
    /// Which alternative of its locator the latest look for a thing was answered by, and what it found.
    matched: Arc<Mutex<(usize, String)>>,
    /// Outside hosts that were left out and that nobody has asked for yet.
    left_out: Arc<Mutex<Vec<LeftOut>>>,
    /// What is shown may be shown once only: it is never asked for again.
    once: Arc<AtomicBool>,
    /// The session behind the wire, where it can tell who went away.
    session: Option<Arc<Session>>,
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Page(..)")
    }
}

impl Page {
    pub(crate) fn new(tab: Arc<dyn Tab>, patience: Duration, session: Option<Arc<Session>>) -> Self {
        Self {
            tab,
            deadline: Arc::default(),
            patience,
            picture: Arc::default(),
            act: first_act(),
            looked: Arc::default(),
            touches: Arc::default(),
            matched: Arc::default(),
            left_out: Arc::default(),
            once: Arc::default(),
            session,
        }
    }

    /// What became of the browser, for somebody who has noticed `sign`.
    pub(crate) async fn explain_loss(&self, sign: String) -> Failure {
        match &self.session {
            Some(session) => session.explain_loss(&sign).await,
            None => Failure::lost(sign),
        }
    }

    pub(crate) fn tab(&self) -> &dyn Tab {
        self.tab.as_ref()
    }

    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }

    /// Until when the current step may take; every wait ends there.
    pub fn deadline(&self) -> Instant {
        let set = *self.deadline.lock().unwrap_or_else(PoisonError::into_inner);
        set.unwrap_or_else(|| Instant::now() + UNBOUNDED_STEP)
    }

    /// Until when the browser may answer: what waits inside the page ends with the step, and its answer travels a moment longer.
    pub(crate) fn answer_by(&self) -> Instant {
        self.deadline() + TRAVEL
    }

    /// Sets until when the current step may take, for this window and all its handles.
    pub fn set_deadline(&self, at: Instant) {
        *self.deadline.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }

    /// The same window with another patience: how long things are waited for on a page that stands still.
    #[must_use]
    pub fn with_patience(&self, patience: Duration) -> Self {
        Self { patience, ..self.clone() }
    }

    /// The same window with a patience that is no longer than this.
    #[must_use]
    pub fn with_patience_at_most(&self, most: Duration) -> Self {
        self.with_patience(self.patience.min(most))
    }

    /// Before each act: waits for a picture that is still being taken, so that the act cannot show up in it.
    pub(crate) async fn about_to_act(&self) {
        drop(self.picture.write().await);
        self.touch();
        self.act.store(next_act(), Ordering::Relaxed);
    }

    /// How often something was looked for or done in this window or one that it opened. While it stays the same, nobody
    /// has seen anything new; evidence does not count.
    pub fn touches(&self) -> u64 {
        self.touches.load(Ordering::Relaxed)
    }

    /// Which alternative of its locator (from 0, the locator itself) the latest thing was found by that was acted on, and
    /// what it is: `button "Remove"`. It costs nothing: the act's own look has told it.
    pub fn latest_match(&self) -> (usize, String) {
        self.matched.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn note_match(&self, at: usize, what: &str) {
        *self.matched.lock().unwrap_or_else(PoisonError::into_inner) = (at, what.to_owned());
    }

    /// Pages from now on may be shown once only, such as the confirmation of an order: even where an outside host holds one
    /// up, it is not asked for again. `false` ends that.
    pub fn is_shown_once(&self, once: bool) {
        self.once.store(once, Ordering::Relaxed);
    }

    pub(crate) fn may_be_asked_again(&self) -> bool {
        !self.once.load(Ordering::Relaxed)
    }

    pub(crate) fn note_left_out(&self, left_out: &[LeftOut]) {
        self.left_out.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(left_out);
    }

    /// The outside hosts that have been left out since this was asked last, in this window or one that it opened: their
    /// silence kept a page from being shown.
    pub fn take_left_out(&self) -> Vec<LeftOut> {
        std::mem::take(&mut *self.left_out.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn touch(&self) {
        self.touches.fetch_add(1, Ordering::Relaxed);
    }

    /// The number of the latest act on this window. While it stays the same, nobody has touched the page through us.
    pub fn latest_act(&self) -> u64 {
        self.act.load(Ordering::Relaxed)
    }

    /// Goes to an address and waits until its document has come.
    pub async fn open(&self, url: &str) -> Result<(), Failure> {
        self.about_to_act().await;
        let deadline = self.answer_by();
        let started = Instant::now();
        match self.tab.navigate(url, deadline).await {
            Ok(()) => {}
            Err(WireError::Hung) => {
                let failure = match self.tab.address(Instant::now() + SIGN_OF_LIFE).await {
                    Ok(_) => Failure::new(Class::Unreachable, "the site does not answer"),
                    // A browser that says nothing at all has no word on the site.
                    Err(_) => self.explain_loss("the browser does not answer".to_owned()).await,
                };
                return Err(failure.waited(started.elapsed()).at(url));
            }
            Err(error) => return Err(wait::told(self, error).await.or_at(url)),
        }
        let state = wait::until(self, url, async |within| {
            let within = u64::try_from(within.as_millis()).unwrap_or(0).into();
            let arrived = "(eyes, within) => eyes.arrived(within)";
            let state = self.tab.call(&Frame::Main, arrived, &within, deadline).await?;
            if state["unsettled"] == "loading" || !state["leaving"].is_null() {
                return Ok(Try::NotYet(Seen::from_eyes(
                    json!({"why": "loading", "say": "the page does not finish loading", "page": state}),
                )));
            }
            Ok(Try::Done(state))
        })
        .await?;
        if let Some(error) = state["error"].as_str() {
            return Err(
                Failure::new(Class::Unreachable, format!("the browser could not load the page: {error}")).at(url)
            );
        }
        match state["status"].as_u64() {
            Some(status) if status >= 500 => {
                Err(Failure::new(Class::ServerError, format!("the site answered with HTTP status {status}")).at(url))
            }
            _ => Ok(()),
        }
    }

    /// The address of the document.
    pub async fn url(&self) -> Result<String, Failure> {
        Ok(self.address().await?.0)
    }

    /// The title of the document.
    pub async fn title(&self) -> Result<String, Failure> {
        Ok(self.address().await?.1)
    }

    async fn address(&self) -> Result<(String, String), Failure> {
        self.touch();
        match self.tab.address(self.answer_by()).await {
            Ok(address) => Ok(address),
            Err(error) => Err(wait::told(self, error).await),
        }
    }

    /// Presses the one thing meant.
    pub async fn click(&self, at: &Locator) -> Result<(), Failure> {
        act::click(self, at, 1).await
    }

    /// Presses it twice at once, as an impatient hand does.
    pub async fn click_twice(&self, at: &Locator) -> Result<(), Failure> {
        act::click(self, at, 2).await
    }

    /// Replaces what is in a field; fails if the field does not keep it.
    pub async fn fill(&self, field: &Locator, text: &str) -> Result<(), Failure> {
        self.fill_all(&[Entry::new(field.clone(), text)]).await
    }

    /// As [`Page::fill`]; the value is covered in pictures and named in no message.
    pub async fn fill_secret(&self, field: &Locator, secret: &str) -> Result<(), Failure> {
        self.fill_all(&[Entry::secret(field.clone(), secret)]).await
    }

    /// Fills the fields of a form, one after the other: one round trip a field, and one more.
    pub async fn fill_all(&self, entries: &[Entry]) -> Result<(), Failure> {
        act::fill(self, entries).await
    }

    /// Chooses an option of a native select, by its visible text or else by its value.
    pub async fn choose(&self, select: &Locator, option: &str) -> Result<(), Failure> {
        act::choose(self, select, option).await
    }

    /// Brings a check box, radio button or switch into a state.
    pub async fn check(&self, control: &Locator, on: bool) -> Result<(), Failure> {
        act::check(self, control, on).await
    }

    /// Presses a key (`Enter`) or a combination (`Control+a`) where the focus is. Names are those of UI Events' `key`.
    pub async fn press(&self, key: &str) -> Result<(), Failure> {
        act::press_key(self, key).await
    }

    /// Moves the pointer over the one thing meant.
    pub async fn hover(&self, at: &Locator) -> Result<(), Failure> {
        act::hover(self, at).await
    }

    /// The visible text, or the value, of the one thing meant; waits until it is there.
    pub async fn text(&self, of: &Locator) -> Result<String, Failure> {
        act::text(self, of).await
    }

    /// Whether anything that is meant is to be seen now.
    pub async fn is_shown(&self, what: &Locator) -> Result<bool, Failure> {
        act::is_shown(self, what).await
    }

    /// Waits until the one thing meant is to be seen.
    pub async fn expect_shown(&self, what: &Locator) -> Result<(), Failure> {
        act::shown(self, what).await
    }

    /// Waits until nothing that is meant is to be seen any longer.
    pub async fn expect_gone(&self, what: &Locator) -> Result<(), Failure> {
        act::gone(self, what).await
    }

    /// Reads with a script, again whenever the page changes, until `judge` accepts or the patience is spent.
    ///
    /// `script` is a JavaScript function expression `(args, eyes) => value`; `eyes` offers `norm`, `all(css, scope)`,
    /// `visible`, `text`, `name`, `role`, `find(locator)` and `describe`. One round trip a look. A value that is no `V`
    /// is a fault of the script.
    pub async fn read<V: DeserializeOwned, T>(
        &self,
        what: &str,
        script: &str,
        args: Value,
        mut judge: impl FnMut(V) -> Look<T>,
    ) -> Result<T, Failure> {
        let function = format!("(eyes, asked) => eyes.look({script}, asked)");
        let mut previous = Value::Null;
        let mut shown = String::new();
        wait::until(self, what, async |within| {
            let asked =
                json!({"args": args, "previous": previous, "within": u64::try_from(within.as_millis()).unwrap_or(0)});
            let mut answer = self.tab.call(&Frame::Main, &function, &asked, self.answer_by()).await?;
            if let Some(text) = answer["json"].as_str().filter(|text| previous != *text) {
                match serde_json::from_str(text).map(&mut judge) {
                    Ok(Look::Accept(value)) => {
                        let url = answer["url"].as_str().unwrap_or_default().to_owned();
                        let looked = (self.latest_act(), url);
                        *self.looked.lock().unwrap_or_else(PoisonError::into_inner) = Some(looked);
                        return Ok(Try::Done(value));
                    }
                    Ok(Look::NotYet(instead)) => shown = instead,
                    Ok(Look::Refuse(failure)) => return Ok(Try::Refuse(failure)),
                    Err(error) => {
                        let failure = Failure::new(
                            Class::Lost,
                            // Its own words would repeat what the page shows, whatever that is.
                            format!("the page could not be read: line {}, column {}", error.line(), error.column()),
                        );
                        return Ok(Try::Refuse(failure));
                    }
                }
                previous = answer["json"].take();
                return Ok(Try::NotYet(Seen::new("expectation", shown.clone())));
            }
            let mut seen = Seen::from_eyes(answer);
            (seen.why, seen.say) = ("expectation".to_owned(), shown.clone());
            Ok(Try::NotYet(seen))
        })
        .await
    }

    /// Reads with a script as [`Page::read`] does, in the document and in all frames of other sites: one value for each,
    /// that of the document first. `judge` accepts, or says what they show instead.
    pub async fn read_with_frames<V: DeserializeOwned, T>(
        &self,
        what: &str,
        script: &str,
        args: Value,
        mut judge: impl FnMut(Vec<V>) -> Result<T, String>,
    ) -> Result<T, Failure> {
        let function = format!("(eyes, asked) => eyes.look({script}, asked)");
        let asked = json!({"args": args, "previous": null, "within": 0});
        wait::polled(self, what, async || {
            let deadline = self.answer_by();
            let mut places = vec![Frame::Main];
            places.extend(self.tab.foreign_frames(deadline).await?);
            let reads = places.iter().map(|place| self.tab.call(place, &function, &asked, deadline));
            let mut values = Vec::new();
            for (place, answer) in places.iter().zip(futures::future::join_all(reads).await) {
                match answer {
                    Ok(answer) => {
                        let value = answer["json"].as_str().and_then(|text| serde_json::from_str(text).ok());
                        if *place == Frame::Main && value.is_none() {
                            crate::outside::leave_out(self, &Seen::from_eyes(answer)).await;
                            return Ok(Err("the page is still on its way".to_owned()));
                        }
                        values.extend(value);
                    }
                    Err(error) if *place == Frame::Main => return Err(error),
                    // A frame that is being replaced is looked into again next time.
                    Err(WireError::Gone | WireError::Script(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(judge(values))
        })
        .await
    }

    /// Asks somebody beside the page, a server for instance, again until `ask` accepts or the patience is spent.
    pub async fn ask<T>(&self, what: &str, ask: impl AsyncFnMut() -> Look<T>) -> Result<T, Failure> {
        wait::asked(self, what, ask).await
    }

    /// The newest window that this page opened; waits until there is one.
    pub async fn expect_window(&self) -> Result<Self, Failure> {
        let mut newest = None;
        wait::until_true(self, "a window opened by the page", "the page has opened no window", async || {
            newest = self.tab.windows(self.answer_by()).await?.pop();
            Ok(newest.is_some())
        })
        .await?;
        let tab = newest.expect("until_true ended because there is one");
        Ok(Self { tab, picture: Arc::default(), act: first_act(), looked: Arc::default(), ..self.clone() })
    }

    /// The newest window that a page opened and that is none of `known`; waits until there is one.
    pub async fn expect_window_beside(&self, known: &[Self]) -> Result<Self, Failure> {
        let mut newest = None;
        wait::until_true(self, "a new window", "the page has opened no new window", async || {
            let open = self.tab.windows(self.answer_by()).await?;
            newest = open.into_iter().rfind(|tab| !known.iter().any(|page| page.tab.window() == tab.window()));
            Ok(newest.is_some())
        })
        .await?;
        let tab = newest.expect("until_true ended because there is one");
        Ok(Self { tab, picture: Arc::default(), act: first_act(), looked: Arc::default(), ..self.clone() })
    }

    /// The windows that this page opened and that are still there, oldest first.
    pub async fn windows(&self) -> Result<Vec<Self>, Failure> {
        self.touch();
        match self.tab.windows(self.answer_by()).await {
            Ok(tabs) => Ok(tabs
                .into_iter()
                .map(|tab| Self {
                    tab,
                    picture: Arc::default(),
                    act: first_act(),
                    looked: Arc::default(),
                    ..self.clone()
                })
                .collect()),
            Err(error) => Err(wait::told(self, error).await),
        }
    }

    /// Waits until this window has been closed.
    pub async fn expect_closed(&self) -> Result<(), Failure> {
        wait::until_true(self, "the window to close", "the window is still open", async || {
            Ok(!self.tab.is_open(self.answer_by()).await)
        })
        .await
    }

    /// Answers the open dialog (`alert`, `confirm`, `prompt`).
    pub async fn answer_dialog(&self, accept: bool, text: Option<&str>) -> Result<(), Failure> {
        self.about_to_act().await;
        match self.tab.answer_dialog(accept, text, self.answer_by()).await {
            Ok(()) => Ok(()),
            Err(WireError::Script(_)) => Err(Failure::expectation("no dialog is open")),
            Err(error) => Err(wait::told(self, error).await),
        }
    }

    /// Takes a picture now.
    pub async fn picture(&self, kind: PictureKind, format: PictureFormat) -> Evidence<Picture> {
        evidence(wait::picture(self.tab(), kind, format, false, Instant::now() + EVIDENCE).await)
    }

    /// Has a picture taken while the next step begins to look; the next act waits until it is there.
    pub fn picture_soon(&self, kind: PictureKind, format: PictureFormat) -> JoinHandle<Evidence<Picture>> {
        let tab = Arc::clone(&self.tab);
        let held = Arc::clone(&self.picture).try_read_owned();
        let still = self.address_looked_at().is_some();
        tokio::spawn(async move {
            let deadline = Instant::now() + EVIDENCE;
            let picture = evidence(wait::picture(tab.as_ref(), kind, format, still, deadline).await);
            drop(held);
            picture
        })
    }

    /// The document's HTML as it is now, cut at 2 MiB; fields for card data and passwords are blank.
    pub async fn source(&self) -> Evidence<String> {
        let source =
            self.tab.call(&Frame::Main, "(eyes) => eyes.source()", &Value::Null, Instant::now() + EVIDENCE).await;
        evidence(source).map(|source| {
            let mut source = source.as_str().unwrap_or_default().to_owned();
            if source.len() > SOURCE_KEPT {
                let end = (0..=SOURCE_KEPT).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
                // A number at the cut goes whole: half a card number would be recognised by nobody later on.
                source.truncate(source[..end].trim_end_matches(|last: char| !last.is_alphabetic()).len());
                source.push_str("\n<!-- cut at 2 MiB -->");
            }
            source
        })
    }

    /// The address that the last look saw, unless something was done since: the page stood still then.
    pub fn address_looked_at(&self) -> Option<String> {
        let looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner).clone();
        looked.filter(|(act, _)| *act == self.latest_act()).map(|(_, url)| url)
    }

    /// The address for the record: that of the last look if nothing was done since, else as it is now.
    pub async fn address_seen(&self) -> Evidence<String> {
        match self.address_looked_at() {
            Some(url) => Evidence::Captured(url),
            None => self.address_now().await,
        }
    }

    /// The address for the record as it is now, with a short deadline of its own.
    pub async fn address_now(&self) -> Evidence<String> {
        evidence(self.tab.address(Instant::now() + EVIDENCE).await).map(|(url, _)| url)
    }

    /// The place in the activity log where a step begins.
    pub fn mark(&self) -> Mark {
        self.tab.activity().map(|log| log.mark()).unwrap_or_default()
    }

    /// What the console said and the network did since `mark`.
    pub fn activity_since(&self, mark: Mark) -> Evidence<StepActivity> {
        match self.tab.activity() {
            Some(log) => Evidence::Captured(log.since(mark)),
            None => Evidence::Unavailable("this wire has no events".to_owned()),
        }
    }

    /// Round trips made for this window's context so far.
    pub fn trips(&self) -> u64 {
        self.tab.trips()
    }
}

fn next_act() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn first_act() -> Arc<AtomicU64> {
    Arc::new(AtomicU64::new(next_act()))
}

fn evidence<T>(taken: Result<T, WireError>) -> Evidence<T> {
    match taken {
        Ok(content) => Evidence::Captured(content),
        Err(error) => Evidence::Unavailable(error.to_string()),
    }
}
