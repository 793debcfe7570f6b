//! What a customer's hands do. Each act is one look that finds the thing, waits for it and brings it into reach, and one
//! burst of input that also tells whether it arrived; a press that something else would have got is taken back and tried again.

mod form;
mod sight;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use self::sight::seen;
pub use form::Entry;
pub(crate) use form::fill;
pub(crate) use sight::{gone, is_shown, shown, text};

use crate::failure::{Class, Failure};
use crate::locate::Locator;
use crate::page::Page;
use crate::wait::{self, Seen, Try};
use crate::wire::{Frame, Input, Point, WireError};

const PREPARE: &str = "(eyes, request) => eyes.prepare(request)";
const LANDED: &str = "(eyes, sent) => eyes.landed(sent.id, sent.within)";
const STRAYED: &str = "(eyes) => eyes.strayed()";
const CHECKED: &str = "(eyes, sent) => eyes.checked(sent)";
/// How long a press may be on its way in the browser before it counts as lost.
const PRESS_ARRIVES: u64 = 1_000;
/// How long a field has to show what was typed into it.
const VALUE_SETTLES: u64 = 200;

static NEXT: AtomicU64 = AtomicU64::new(1);

/// What a look found: where, and what the eyes said of it.
struct Found {
    frame: Frame,
    answer: Value,
}

impl Found {
    /// What was found, which the page remembers as the latest.
    fn noted(page: &Page, frame: Frame, answer: Value) -> Self {
        let at = answer["at"].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
        page.note_match(at, answer["what"].as_str().unwrap_or_default());
        Self { frame, answer }
    }

    fn is_done(&self) -> bool {
        self.answer["done"] == true
    }

    fn point(&self) -> Point {
        Point {
            x: self.answer["point"]["x"].as_f64().unwrap_or(-1.0),
            y: self.answer["point"]["y"].as_f64().unwrap_or(-1.0),
        }
    }
}

/// Looks for the one thing meant, first in the main document, then in all cross-origin frames at once.
async fn look(page: &Page, mut request: Value, within: Duration) -> Result<Try<Found>, WireError> {
    let tab = page.tab();
    let deadline = page.answer_by();
    let frames = tab.foreign_frames(deadline).await?;
    request["within"] = if frames.is_empty() { millis(within) } else { 0 }.into();
    let answer = tab.call(&Frame::Main, PREPARE, &request, deadline).await?;
    if answer["ok"] == true {
        return Ok(Try::Done(Found::noted(page, Frame::Main, answer)));
    }
    let seen = Seen::from_eyes(answer);
    if frames.is_empty() || !matches!(seen.why.as_str(), "none" | "hidden") {
        return Ok(Try::NotYet(seen));
    }
    let looks = frames.iter().map(|frame| tab.call(frame, PREPARE, &request, deadline));
    let mut found = Vec::new();
    let mut nearer = None;
    for (frame, answer) in frames.iter().zip(futures::future::join_all(looks).await) {
        match answer {
            Ok(answer) if answer["ok"] == true => found.push(Found { frame: frame.clone(), answer }),
            Ok(answer) if answer["why"] != "none" => nearer = Some(Seen::from_eyes(answer)),
            // A frame that is being replaced is looked into again next time.
            Ok(_) | Err(WireError::Gone | WireError::Script(_)) => {}
            Err(error) => return Err(error),
        }
    }
    if found.len() > 1 {
        let mut seen = Seen::new("many", format!("{} frames of the page hold that", found.len()));
        seen.details = found.iter().map(|one| one.answer["what"].as_str().unwrap_or_default().to_owned()).collect();
        return Ok(Try::NotYet(seen));
    }
    if let Some(Found { frame, answer }) = found.pop() {
        return Ok(Try::Done(Found::noted(page, frame, answer)));
    }
    // Nothing yet: wait for a change of the main document, where new frames would come.
    request["within"] = millis(within.min(Duration::from_millis(60))).into();
    let answer = tab.call(&Frame::Main, PREPARE, &request, deadline).await?;
    if answer["ok"] == true {
        return Ok(Try::Done(Found::noted(page, Frame::Main, answer)));
    }
    Ok(Try::NotYet(nearer.unwrap_or_else(|| Seen::from_eyes(answer))))
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn request(locator: &Locator, want: &str, id: u64) -> Value {
    json!({"locator": locator, "want": want, "id": id})
}

fn next_id() -> u64 {
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Presses the one thing meant with the main button, so many times at once. The first press must reach it; where the others
/// go is the page's doing.
pub(crate) async fn click(page: &Page, at: &Locator, times: usize) -> Result<(), Failure> {
    wait::until(page, &at.to_string(), async |within| {
        let id = next_id();
        let mut asked = request(at, "click", id);
        asked["times"] = times.into();
        match look(page, asked, within).await? {
            Try::Done(found) => press(page, &found, id, times).await,
            Try::NotYet(seen) => Ok(Try::NotYet(seen)),
            Try::Refuse(failure) => Ok(Try::Refuse(failure)),
        }
    })
    .await
}

/// Presses at the point that was found, and tells whether the press reached what it was meant for.
async fn press(page: &Page, found: &Found, id: u64, times: usize) -> Result<Try<()>, WireError> {
    page.about_to_act().await;
    let sent = json!({"id": id, "within": PRESS_ARRIVES});
    let inputs = vec![Input::Click(found.point()); times];
    let after = page.tab().input(&found.frame, &inputs, Some((LANDED, &sent)), page.answer_by()).await?;
    let Some(answer) = after.filter(|answer| !answer.is_null()) else { return Ok(gone_with(page, found).await) };
    if answer["landed"] == true {
        return Ok(Try::Done(()));
    }
    let what = found.answer["what"].as_str().unwrap_or_default();
    let got = answer["missed"].as_str().unwrap_or("something else");
    Ok(Try::NotYet(Seen::new("covered", format!("{what} moved away under the pointer, or is covered by {got}"))))
}

/// The document went away with the press, mostly because of it; unless the press has come to the next one.
async fn gone_with(page: &Page, found: &Found) -> Try<()> {
    let strayed = page.tab().call(&Frame::Main, STRAYED, &Value::Null, page.answer_by()).await;
    if strayed.is_ok_and(|strayed| strayed == true) {
        let what = found.answer["what"].as_str().unwrap_or_default();
        return Try::NotYet(Seen::new("leaving", format!("the page of {what} was replaced while it was pressed")));
    }
    Try::Done(())
}

/// Moves the pointer over the one thing meant.
pub(crate) async fn hover(page: &Page, at: &Locator) -> Result<(), Failure> {
    wait::until(page, &at.to_string(), async |within| {
        match look(page, request(at, "hover", next_id()), within).await? {
            Try::Done(found) => {
                page.about_to_act().await;
                page.tab().input(&found.frame, &[Input::Move(found.point())], None, page.answer_by()).await?;
                Ok(Try::Done(()))
            }
            Try::NotYet(seen) => Ok(Try::NotYet(seen)),
            Try::Refuse(failure) => Ok(Try::Refuse(failure)),
        }
    })
    .await
}

/// Brings the one thing meant into view.
pub(crate) async fn scroll_to(page: &Page, at: &Locator) -> Result<(), Failure> {
    page.about_to_act().await;
    seen(page, at, "scroll").await.map(|_| ())
}

/// Gives a file to the file field meant.
pub(crate) async fn upload(page: &Page, field: &Locator, path: &str) -> Result<(), Failure> {
    wait::until(page, &field.to_string(), async |within| {
        page.about_to_act().await;
        match look(page, request(field, "upload", next_id()), within).await? {
            Try::Done(found) => {
                page.tab().give_file(&found.frame, path, page.answer_by()).await?;
                Ok(Try::Done(()))
            }
            Try::NotYet(seen) => Ok(Try::NotYet(seen)),
            Try::Refuse(failure) => Ok(Try::Refuse(failure)),
        }
    })
    .await
}

/// Drags the one thing meant onto another; both must be in view at the same time.
pub(crate) async fn drag(page: &Page, from: &Locator, onto: &Locator) -> Result<(), Failure> {
    wait::until(page, &format!("a drag of {from} onto {onto}"), async |within| {
        let mut points = Vec::new();
        for at in [from, onto, from] {
            match look(page, request(at, "hover", next_id()), within).await? {
                Try::Done(found) if found.frame == Frame::Main => points.push(found.point()),
                Try::Done(_) => {
                    return Err(WireError::Unsupported("nothing can be dragged in a frame of another site".to_owned()));
                }
                Try::NotYet(mut seen) => {
                    seen.say = format!("{at}: {}", seen.say);
                    return Ok(Try::NotYet(seen));
                }
                Try::Refuse(failure) => return Ok(Try::Refuse(failure)),
            }
        }
        let (start, end) = (points[0], points[1]);
        if points[2] != start {
            return Ok(Try::NotYet(Seen::new("moving", format!("{from} and {onto} are not in view at the same time"))));
        }
        page.about_to_act().await;
        let asked = json!({"from": start, "to": end});
        let tab = page.tab();
        if tab.call(&Frame::Main, "(eyes, asked) => eyes.drag(asked)", &asked, page.answer_by()).await? == true {
            return Ok(Try::Done(()));
        }
        let between =
            |part: f64| Point { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part };
        let way = [
            Input::Hold(start),
            Input::Drag(between(0.1)),
            Input::Drag(between(0.6)),
            Input::Drag(end),
            Input::Drop(end),
        ];
        tab.input(&Frame::Main, &way, None, page.answer_by()).await?;
        Ok(Try::Done(()))
    })
    .await
}

/// Chooses an option of a native select by its visible text, else by its value.
pub(crate) async fn choose(page: &Page, select: &Locator, option: &str) -> Result<(), Failure> {
    wait::until(page, &select.to_string(), async |within| {
        page.about_to_act().await;
        let mut asked = request(select, "choose", next_id());
        asked["words"] = option.into();
        Ok(match look(page, asked, within).await? {
            Try::Done(_) => Try::Done(()),
            Try::NotYet(seen) => Try::NotYet(seen),
            Try::Refuse(failure) => Try::Refuse(failure),
        })
    })
    .await
}

/// Brings a check box, radio button or switch into a state.
pub(crate) async fn check(page: &Page, control: &Locator, on: bool) -> Result<(), Failure> {
    let mut pressed = false;
    wait::until(page, &control.to_string(), async |within| {
        let id = next_id();
        let mut asked = request(control, "check", id);
        asked["on"] = on.into();
        let found = match look(page, asked, within).await? {
            Try::Done(found) => found,
            Try::NotYet(seen) => return Ok(Try::NotYet(seen)),
            Try::Refuse(failure) => return Ok(Try::Refuse(failure)),
        };
        if found.is_done() {
            return Ok(Try::Done(()));
        }
        if pressed {
            let what = found.answer["what"].as_str().unwrap_or_default();
            let state = if on { "checked" } else { "unchecked" };
            return Ok(Try::Refuse(Failure::new(
                Class::ValueNotKept,
                format!("{what} does not stay {state} after a press"),
            )));
        }
        if let Try::NotYet(seen) = press(page, &found, id, 1).await? {
            return Ok(Try::NotYet(seen));
        }
        pressed = true;
        let sent = json!({"id": id, "on": on, "within": VALUE_SETTLES, "locator": control});
        let kept = page.tab().call(&found.frame, CHECKED, &sent, page.answer_by()).await?;
        if kept["kept"] == true { Ok(Try::Done(())) } else { Ok(Try::NotYet(Seen::new("kept", "it did not change"))) }
    })
    .await
}

/// Presses a key, or a combination such as `Control+a`, wherever the focus is.
pub(crate) async fn press_key(page: &Page, key: &str) -> Result<(), Failure> {
    page.about_to_act().await;
    match page.tab().input(&Frame::Main, &[Input::Press(key.to_owned())], None, page.answer_by()).await {
        Ok(_) => Ok(()),
        Err(error) => Err(wait::told(page, error).await),
    }
}
