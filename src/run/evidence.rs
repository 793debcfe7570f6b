//! What a step leaves to look at. Evidence is bounded in time and size, and it never hides the failure.

use std::sync::Arc;
use std::time::Duration;

use shopper_browser::{Evidence, Mark, Page, Picture, PictureFormat, PictureKind, ShortSecrets};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::names;
use super::store::Store;
use crate::record::StepEvidence;

/// The time for all evidence of one step.
const PATIENCE: Duration = Duration::from_secs(10);
/// The same, when the browser may be gone.
const LITTLE: Duration = Duration::from_secs(3);

/// Where a step's evidence goes.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) store: Arc<Store>,
    /// What no text of the journey may hold beside what the store leaves out of all.
    pub(super) short: Arc<ShortSecrets>,
    pub(super) folder: String,
    pub(super) attempt: u32,
    pub(super) step: usize,
    pub(super) text: String,
}

/// What a step that passed leaves; its picture may still be on its way while the next step begins.
pub(super) struct Coming {
    picture: ComingPicture,
    seen: StepEvidence,
    place: Place,
}

enum ComingPicture {
    Off,
    OnItsWay(JoinHandle<Evidence<Picture>>),
    /// Nothing was looked at since another picture was taken, that of the step before or of the last move.
    Another,
}

impl Place {
    /// `ending` is what follows the name of the step: `.html`, `-move-2.jpg`.
    fn path(&self, ending: &str) -> String {
        let text = self.clean(&self.text);
        format!("{}/{}{ending}", self.folder, names::of_step(self.step, self.attempt, &text))
    }

    fn clean(&self, text: &str) -> String {
        self.store.clean(text, &self.short)
    }

    /// The address, unless no document has come yet.
    pub(super) fn address(&self, url: &Evidence<String>) -> Option<String> {
        url.captured().filter(|url| !url.is_empty()).map(|url| self.clean(url))
    }

    async fn keep_picture(&self, picture: Evidence<Picture>) -> Evidence<String> {
        self.keep_picture_as("", picture).await
    }

    /// Keeps the picture of a move, by its number from 1; one that is not there in time says so.
    pub(super) async fn keep_move(&self, number: usize, picture: JoinHandle<Evidence<Picture>>) -> Evidence<String> {
        self.keep_picture_as(&format!("-move-{number}"), arrived(picture).await).await
    }

    async fn keep_picture_as(&self, part: &str, picture: Evidence<Picture>) -> Evidence<String> {
        match picture {
            Evidence::Captured(picture) => {
                let ending = match picture.format {
                    PictureFormat::Png => "png",
                    PictureFormat::Jpeg => "jpg",
                };
                self.store.keep(self.path(&format!("{part}.{ending}")), picture.bytes).await
            }
            Evidence::Unavailable(reason) => Evidence::Unavailable(reason),
            Evidence::Off => Evidence::Off,
        }
    }

    /// Everything there is about a step that failed: a picture if `pictures` are wanted; less is waited for if the
    /// browser may be `lost`.
    pub(super) async fn of_failure(&self, page: &Page, mark: Mark, pictures: bool, lost: bool) -> StepEvidence {
        let patience = if lost { LITTLE } else { PATIENCE };
        let mut evidence = of_window(page, mark);
        let late = || Evidence::Unavailable(format!("it was not there after {}s", patience.as_secs()));
        let picture = async {
            if !pictures {
                return Evidence::Off;
            }
            self.keep_picture(page.picture(PictureKind::Viewport, PictureFormat::Png).await).await
        };
        let source = async {
            match page.source().await {
                Evidence::Captured(source) => {
                    self.store.keep(self.path(".html"), self.clean(&source).into_bytes()).await
                }
                Evidence::Unavailable(reason) => Evidence::Unavailable(reason),
                Evidence::Off => Evidence::Off,
            }
        };
        let (picture, source, url) =
            tokio::join!(timeout(patience, picture), timeout(patience, source), timeout(patience, page.address_now()));
        evidence.picture = picture.unwrap_or_else(|_| late());
        evidence.source = source.unwrap_or_else(|_| late());
        evidence.url = url.ok().and_then(|url| self.address(&url));
        evidence
    }

    /// What a step that passed leaves: a picture that is taken while the next step begins.
    pub(super) async fn of_pass(self, page: &Page, mark: Mark) -> Coming {
        let url = timeout(PATIENCE, page.address_seen()).await;
        let picture = page.picture_soon(PictureKind::Viewport, PictureFormat::Jpeg);
        let mut seen = of_window(page, mark);
        seen.url = url.ok().and_then(|url| self.address(&url));
        Coming { picture: ComingPicture::OnItsWay(picture), seen, place: self }
    }

    /// What a step leaves whose last sight is on another picture: that of the step before, or of its own last move.
    pub(super) fn of_same_sight(self, page: &Page, mark: Mark) -> Coming {
        Coming { picture: ComingPicture::Another, seen: of_window(page, mark), place: self }
    }

    /// Nothing was asked for.
    pub(super) fn nothing(self) -> Coming {
        Coming { picture: ComingPicture::Off, seen: StepEvidence::default(), place: self }
    }
}

impl Coming {
    /// The evidence once the picture is stored; `before` is that of the picture before.
    pub(super) async fn here(self, before: Option<&StepEvidence>) -> StepEvidence {
        let Coming { picture, mut seen, place } = self;
        match picture {
            ComingPicture::Off => {}
            ComingPicture::OnItsWay(picture) => {
                seen.picture = place.keep_picture(arrived(picture).await).await;
            }
            ComingPicture::Another => {
                if let Some(before) = before {
                    seen.picture = before.picture.clone();
                    seen.url.clone_from(&before.url);
                }
            }
        }
        seen
    }
}

/// A picture that was on its way.
async fn arrived(picture: JoinHandle<Evidence<Picture>>) -> Evidence<Picture> {
    match timeout(PATIENCE, picture).await {
        Ok(Ok(picture)) => picture,
        Ok(Err(_)) => Evidence::Unavailable("the browser is ending".to_owned()),
        Err(_) => Evidence::Unavailable("it was not there in time".to_owned()),
    }
}

/// What the page's scripts said and asked for since the step began.
fn of_window(page: &Page, mark: Mark) -> StepEvidence {
    StepEvidence { activity: page.activity_since(mark), ..StepEvidence::default() }
}
