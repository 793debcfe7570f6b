//! The moves of a customer within one step, as they are made, for whoever keeps the record: one step that checks out
//! makes many. A move is over when the page has been looked at after it, so its picture shows what came of it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use shopper_browser::{Evidence, Page, Picture, PictureFormat, PictureKind, Trips};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// Where the moves of a scenario are told. Clones tell into the same diary; without a listener nothing is kept.
#[derive(Clone, Default)]
pub struct Diary(Arc<Mutex<Book>>);

#[derive(Default)]
struct Book {
    listener: Option<UnboundedSender<DiaryEntry>>,
    pictures: bool,
    under_way: Option<UnderWay>,
}

struct UnderWay {
    text: String,
    at: SystemTime,
    began: Instant,
    trips: Trips,
    /// The hands have done it; what comes of it is still to be seen.
    done: bool,
}

/// What a diary tells.
#[derive(Debug)]
pub enum DiaryEntry {
    /// A move was made.
    Move(MoveMade),
    /// The step is over; no more moves of it come.
    StepOver,
}

/// A move that was made.
#[derive(Debug)]
pub struct MoveMade {
    /// What the customer did: `pressed "Continue"`.
    pub text: String,
    /// When it began.
    pub at: SystemTime,
    /// How long it took until the page could be looked at again.
    pub took: Duration,
    /// What the browser has cost: round trips, and how much of the time was spent waiting for it.
    pub trips: Trips,
    /// It could not be done.
    pub failed: bool,
    /// The page's address after it, if it was looked at.
    pub url: Option<String>,
    /// The picture after it, if one was asked for; it is being taken while the customer thinks about the next move.
    pub picture: Option<JoinHandle<Evidence<Picture>>>,
    /// How often the page had been touched when the picture was asked for.
    pub touches: u64,
    /// It was none of the customer's: this outside host was left out, for its silence held the page up.
    pub left_out: Option<String>,
}

impl Diary {
    /// Hears the moves from now on, with a picture of each if `pictures` are wanted.
    pub fn listen(&self, pictures: bool) -> UnboundedReceiver<DiaryEntry> {
        let (tell, hear) = unbounded_channel();
        self.book(|book| {
            book.listener = Some(tell);
            book.pictures = pictures;
        });
        hear
    }

    /// The step is over: what was still under way is told without a picture of its own, for the step's shows it.
    pub fn end_step(&self, page: &Page) {
        self.tell_left_out(page);
        self.book(|book| {
            if let Some(last) = book.under_way.take() {
                book.tell(last.told(page));
            }
            if let Some(listener) = &book.listener {
                // Nobody listens any more when the run is ending.
                let _ = listener.send(DiaryEntry::StepOver);
            }
        });
    }

    /// A move begins.
    pub(crate) fn begin(&self, page: &Page, text: impl Into<String>) {
        let (at, began, trips) = (SystemTime::now(), Instant::now(), page.trips());
        self.tell_left_out(page);
        let next = UnderWay { text: text.into(), at, began, trips, done: false };
        self.book(|book| {
            if let Some(before) = book.under_way.replace(next) {
                book.tell(before.told(page));
            }
        });
    }

    /// The hands have done it.
    pub(crate) fn done(&self) {
        self.book(|book| book.under_way.iter_mut().for_each(|one| one.done = true));
    }

    /// The page has been looked at since: the move is over.
    pub(crate) fn settle(&self, page: &Page) {
        self.tell_left_out(page);
        self.book(|book| {
            let Some(last) = book.under_way.take() else { return };
            let wanted = book.pictures && book.listener.is_some();
            let picture = wanted.then(|| page.picture_soon(PictureKind::Viewport, PictureFormat::Jpeg));
            book.tell(MoveMade { url: page.address_looked_at(), picture, ..last.told(page) });
        });
    }

    /// Tells which outside hosts were left out since: what the page lacks from then on is no fault of the shop's.
    fn tell_left_out(&self, page: &Page) {
        for one in page.take_left_out() {
            let made = MoveMade {
                text: one.to_string(),
                at: SystemTime::now(),
                took: one.held,
                trips: Trips::default(),
                failed: false,
                url: None,
                picture: None,
                touches: page.touches(),
                left_out: Some(one.host),
            };
            self.book(|book| book.tell(made));
        }
    }

    fn book<T>(&self, change: impl FnOnce(&mut Book) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Book {
    fn tell(&self, made: MoveMade) {
        if let Some(listener) = &self.listener {
            let _ = listener.send(DiaryEntry::Move(made));
        }
    }
}

impl UnderWay {
    fn told(self, page: &Page) -> MoveMade {
        // Read before the clock, so that it is never more than the whole.
        let trips = page.trips().since(self.trips);
        MoveMade {
            text: self.text,
            at: self.at,
            took: self.began.elapsed(),
            trips,
            failed: !self.done,
            url: None,
            picture: None,
            touches: page.touches(),
            left_out: None,
        }
    }
}
