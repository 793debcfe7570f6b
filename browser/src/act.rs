//! What a customer's hands do. Each act is one look that finds the thing, waits for it and brings it into reach, and one
//! burst of input that also tells whether it arrived; a press that something else would have got is taken back and tried again.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use crate::failure::{Class, Failure};
use crate::locate::Locator;
use crate::page::Page;
use crate::wait::{self, Seen, Try};
use crate::wire::{Frame, Input, Point, WireError};

const PREPARE: &str = "(eyes, request) => eyes.prepare(request)";
const LANDED: &str = "(eyes, sent) => eyes.landed(sent.id, sent.within)";
const TYPED_THEN_PREPARE: &str = "(eyes, sent) => eyes.typedThenPrepare(sent)";
const KEPT: &str = "(eyes, sent) => eyes.kept(sent)";
const CHECKED: &str = "(eyes, sent) => eyes.checked(sent)";
/// How long a press may be on its way in the browser before it counts as lost.
const PRESS_ARRIVES: u64 = 1_000;
/// How long a field has to show what was typed into it.
const VALUE_SETTLES: u64 = 200;
/// Ways of typing that are tried before a field is said not to keep its value: at once, then key by key, then so again.
const TYPINGS: u32 = 3;

static NEXT: AtomicU64 = AtomicU64::new(1);

/// What a look found: where, and what the eyes said of it.
struct Found {
    frame: Frame,
    answer: Value,
}

impl Found {
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
        return Ok(Try::Done(Found { frame: Frame::Main, answer }));
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
    if let Some(found) = found.pop() {
        return Ok(Try::Done(found));
    }
    // Nothing yet: wait for a change of the main document, where new frames would come.
    request["within"] = millis(within.min(Duration::from_millis(60))).into();
    let answer = tab.call(&Frame::Main, PREPARE, &request, deadline).await?;
    if answer["ok"] == true {
        return Ok(Try::Done(Found { frame: Frame::Main, answer }));
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

/// Presses the one thing meant with the main button.
pub(crate) async fn click(page: &Page, at: &Locator) -> Result<(), Failure> {
    wait::until(page, &at.to_string(), async |within| {
        let id = next_id();
        match look(page, request(at, "click", id), within).await? {
            Try::Done(found) => press(page, &found, id).await,
            Try::NotYet(seen) => Ok(Try::NotYet(seen)),
            Try::Refuse(failure) => Ok(Try::Refuse(failure)),
        }
    })
    .await
}

/// Presses at the point that was found, and tells whether the press reached what it was meant for.
async fn press(page: &Page, found: &Found, id: u64) -> Result<Try<()>, WireError> {
    page.about_to_act().await;
    let sent = json!({"id": id, "within": PRESS_ARRIVES});
    let inputs = [Input::Click(found.point())];
    let after = page.tab().input(&found.frame, &inputs, Some((LANDED, &sent)), page.answer_by()).await?;
    // No answer: the document went away, and so the press had arrived.
    let Some(answer) = after.filter(|answer| !answer.is_null()) else { return Ok(Try::Done(())) };
    if answer["landed"] == true {
        return Ok(Try::Done(()));
    }
    let what = found.answer["what"].as_str().unwrap_or_default();
    let got = answer["missed"].as_str().unwrap_or("something else");
    Ok(Try::NotYet(Seen::new("covered", format!("{what} moved away under the pointer, or is covered by {got}"))))
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
    wait::until(page, &from.to_string(), async |within| {
        let mut points = Vec::new();
        for at in [from, onto, from] {
            match look(page, request(at, "hover", next_id()), within).await? {
                Try::Done(found) if found.frame == Frame::Main => points.push(found.point()),
                Try::Done(_) => {
                    return Err(WireError::Unsupported("nothing can be dragged in a frame of another site".to_owned()));
                }
                Try::NotYet(seen) => return Ok(Try::NotYet(seen)),
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

/// What goes into a field. No `Debug`: it may be a secret.
#[derive(Clone)]
pub struct Entry {
    field: Locator,
    text: String,
    secret: bool,
}

/// A field that the look before has made ready already.
struct Ready {
    id: u64,
    found: Found,
}

impl Entry {
    /// A text that anybody may see.
    pub fn new(field: Locator, text: impl Into<String>) -> Self {
        Self { field, text: text.into(), secret: false }
    }

    /// A text that is covered in pictures and named in no message.
    pub fn secret(field: Locator, text: impl Into<String>) -> Self {
        Self { field, text: text.into(), secret: true }
    }

    fn request(&self, id: u64) -> Value {
        let mut asked = request(&self.field, "fill", id);
        asked["secret"] = self.secret.into();
        asked["words"] = self.text.as_str().into();
        asked
    }

    /// What the field was given, for a message.
    fn given(&self) -> String {
        if self.secret {
            format!("the {} characters that were typed", self.text.chars().count())
        } else {
            format!("\"{}\"", self.text)
        }
    }
}

/// Replaces what is in each field, and reads back what it holds then. While one arrives the next is made ready, and the
/// last look reads all of them back: a form costs one round trip a field, and one more.
pub(crate) async fn fill(page: &Page, entries: &[Entry]) -> Result<(), Failure> {
    let mut form = Form::default();
    for (at, entry) in entries.iter().enumerate() {
        form.fill(page, entry, entries.get(at + 1)).await?;
    }
    // What the page took back while later fields were filled is typed again.
    for (entry, _) in form.lost {
        Form::default().fill(page, entry, None).await?;
    }
    Ok(())
}

/// The fields of a form that have been typed into, one after the other.
#[derive(Default)]
struct Form<'a> {
    /// What the last look will read back, as the eyes are asked for it.
    typed: Vec<(&'a Entry, Value)>,
    /// The next field, made ready along with the one before it.
    ready: Option<Ready>,
    /// The fields that did not keep their texts.
    lost: Vec<(&'a Entry, Value)>,
}

impl<'a> Form<'a> {
    async fn fill(&mut self, page: &Page, entry: &'a Entry, next: Option<&Entry>) -> Result<(), Failure> {
        let mut typings = 0;
        wait::until(page, &entry.field.to_string(), async |within| {
            let found = if let Some(ready) = self.ready.take() {
                Ok(ready)
            } else {
                let id = next_id();
                match look(page, entry.request(id), within).await? {
                    Try::Done(found) => Ok(Ready { id, found }),
                    Try::NotYet(seen) => Err(Try::NotYet(seen)),
                    Try::Refuse(failure) => Err(Try::Refuse(failure)),
                }
            };
            match found {
                Ok(ready) if ready.found.is_done() => Ok(Try::Done(())),
                Ok(ready) => {
                    typings += 1;
                    self.type_into(page, ready, entry, next, typings).await
                }
                Err(other) => Ok(other),
            }
        })
        .await
    }

    /// Types into a field that is ready.
    async fn type_into(
        &mut self,
        page: &Page,
        Ready { id, found }: Ready,
        entry: &'a Entry,
        next: Option<&Entry>,
        typings: u32,
    ) -> Result<Try<()>, WireError> {
        page.about_to_act().await;
        let mut inputs = Vec::new();
        // The text of a field in a frame of another origin arrives only once the frame has the focus, as by a customer's press.
        if found.frame != Frame::Main {
            page.tab().input(&found.frame, &[Input::Click(found.point())], None, page.answer_by()).await?;
            inputs.push(Input::Press("Control+a".to_owned()));
        }
        inputs.extend(typed(&entry.text, typings > 1));
        let sent = json!({"id": id, "words": entry.text, "locator": entry.field});
        let next = next.filter(|_| found.frame == Frame::Main).map(|next| (next_id(), next));
        let (after, asked) = if let Some((id, next)) = next {
            let mut request = next.request(id);
            request["within"] = 0.into();
            let mut sent = sent.clone();
            sent["within"] = VALUE_SETTLES.into();
            (TYPED_THEN_PREPARE, json!({"sent": sent, "next": request}))
        } else {
            let mut asked = sent.clone();
            asked["within"] = VALUE_SETTLES.into();
            let here = self.typed.iter().filter(|_| found.frame == Frame::Main);
            asked["before"] = here.map(|(_, sent)| sent.clone()).collect();
            (KEPT, asked)
        };
        let answer = page.tab().input(&found.frame, &inputs, Some((after, &asked)), page.answer_by()).await?;
        let Some(mut answer) = answer else { return Ok(Try::Done(())) };
        if answer["kept"] == true {
            if let Some(lost) = answer["lost"].as_array().filter(|_| found.frame == Frame::Main) {
                let read = std::mem::take(&mut self.typed).into_iter().enumerate();
                self.lost.extend(read.filter(|(at, _)| lost.contains(&json!(at))).map(|(_, one)| one));
            } else if found.frame == Frame::Main {
                self.typed.push((entry, sent));
            }
            self.ready = next
                .filter(|_| answer["next"]["ok"] == true)
                .map(|(id, _)| Ready { id, found: Found { frame: Frame::Main, answer: answer["next"].take() } });
            return Ok(Try::Done(()));
        }
        let holds = answer["value"].as_str().unwrap_or_default();
        if typings < TYPINGS {
            return Ok(Try::NotYet(Seen::new("kept", format!("the field shows \"{holds}\""))));
        }
        let holds = if entry.secret { holds.to_owned() } else { format!("\"{holds}\"") };
        let what = format!("the field does not keep {}: it holds {holds}", entry.given());
        Ok(Try::Refuse(Failure::new(Class::ValueNotKept, what)))
    }
}

/// The text as input: at once with the last character as a real key, or key by key where a page listens for keys.
fn typed(text: &str, by_keys: bool) -> Vec<Input> {
    let Some(last) = text.chars().next_back() else { return vec![Input::Press("Delete".to_owned())] };
    if text.contains('\n') {
        return vec![Input::Text(text.to_owned())];
    }
    if by_keys {
        return vec![Input::Keys(text.to_owned())];
    }
    let before = &text[..text.len() - last.len_utf8()];
    let mut inputs = Vec::new();
    if !before.is_empty() {
        inputs.push(Input::Text(before.to_owned()));
    }
    inputs.push(Input::Keys(last.to_string()));
    inputs
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
        if let Try::NotYet(seen) = press(page, &found, id).await? {
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

/// The visible text (or the value) of the one thing meant.
pub(crate) async fn text(page: &Page, of: &Locator) -> Result<String, Failure> {
    let found = seen(page, of, "text").await?;
    Ok(found.answer["text"].as_str().unwrap_or_default().to_owned())
}

/// Waits until the one thing meant is to be seen.
pub(crate) async fn shown(page: &Page, what: &Locator) -> Result<(), Failure> {
    seen(page, what, "shown").await.map(|_| ())
}

async fn seen(page: &Page, what: &Locator, want: &str) -> Result<Found, Failure> {
    wait::until(page, &what.to_string(), async |within| look(page, request(what, want, 0), within).await).await
}

/// Whether something is to be seen now; several will do.
pub(crate) async fn is_shown(page: &Page, what: &Locator) -> Result<bool, Failure> {
    let anything = what.clone().first();
    wait::until(page, &what.to_string(), async |_| {
        match look(page, request(&anything, "shown", 0), Duration::ZERO).await? {
            Try::Done(_) => Ok(Try::Done(true)),
            Try::NotYet(seen) if matches!(seen.why.as_str(), "none" | "hidden" | "many") => {
                Ok(Try::Done(seen.why == "many"))
            }
            Try::NotYet(seen) => Ok(Try::NotYet(seen)),
            Try::Refuse(failure) => Ok(Try::Refuse(failure)),
        }
    })
    .await
}

/// Waits until nothing that is meant is to be seen any longer.
pub(crate) async fn gone(page: &Page, what: &Locator) -> Result<(), Failure> {
    wait::until(page, &what.to_string(), async |within| {
        let tab = page.tab();
        let frames = tab.foreign_frames(page.answer_by()).await?;
        let asked = json!({"locator": what, "within": if frames.is_empty() { millis(within) } else { 0 }});
        for frame in std::iter::once(&Frame::Main).chain(&frames) {
            match tab.call(frame, "(eyes, request) => eyes.gone(request)", &asked, page.answer_by()).await {
                Ok(answer) if answer["ok"] != true => return Ok(Try::NotYet(Seen::from_eyes(answer))),
                // What was in a frame that has gone has gone with it.
                Err(error) if *frame == Frame::Main || !matches!(error, WireError::Gone) => return Err(error),
                Ok(_) | Err(_) => {}
            }
        }
        Ok(Try::Done(()))
    })
    .await
}
