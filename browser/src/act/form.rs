//! Typing into fields, one or a whole form: each is read back, and a form costs one round trip a field and one more.

use serde_json::{Value, json};

use super::{Found, VALUE_SETTLES, look, next_id, request};
use crate::failure::{Class, Failure};
use crate::locate::Locator;
use crate::page::Page;
use crate::wait::{self, Seen, Try};
use crate::wire::{Frame, Input, WireError};

/// Ways of typing that are tried before a field is said not to keep its value: at once, then key by key, then so again.
const TYPINGS: u32 = 3;
const KEPT: &str = "(eyes, sent) => eyes.kept(sent)";
const TYPED_THEN_PREPARE: &str = "(eyes, sent) => eyes.typedThenPrepare(sent)";

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
    form.read_back(page).await?;
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
            let ready = if let Some(ready) = self.ready.take() {
                ready
            } else {
                let id = next_id();
                match look(page, entry.request(id), within).await? {
                    Try::Done(found) => Ready { id, found },
                    Try::NotYet(seen) => return Ok(Try::NotYet(seen)),
                    Try::Refuse(failure) => return Ok(Try::Refuse(failure)),
                }
            };
            if ready.found.is_done() {
                page.about_to_act().await;
                return Ok(Try::Done(()));
            }
            typings += 1;
            self.type_into(page, ready, entry, next, typings).await
        })
        .await
    }

    /// Reads back what no later field's look has: the last field may have been one that nothing is typed into.
    async fn read_back(&mut self, page: &Page) -> Result<(), Failure> {
        let typed = std::mem::take(&mut self.typed);
        let Some(((_, last), before)) = typed.split_last() else { return Ok(()) };
        let mut asked = last.clone();
        asked["within"] = VALUE_SETTLES.into();
        asked["before"] = before.iter().map(|(_, sent)| sent.clone()).collect();
        match page.tab().call(&Frame::Main, KEPT, &asked, page.answer_by()).await {
            Ok(answer) => {
                let is_lost = |at: usize| answer["lost"].as_array().is_some_and(|lost| lost.contains(&json!(at)));
                let last_lost = answer["kept"] != true && !answer["value"].is_null();
                let count = typed.len();
                let entries = typed.into_iter().enumerate();
                self.lost.extend(
                    entries
                        .filter(|(at, _)| if at + 1 == count { last_lost } else { is_lost(*at) })
                        .map(|(_, one)| one),
                );
                Ok(())
            }
            // The page has gone on by itself, as some do when a form is complete.
            Err(WireError::Gone) => Ok(()),
            Err(error) => Err(wait::told(page, error).await),
        }
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
        let keys = match entry.text.chars().count() {
            _ if entry.text.contains('\n') => 0,
            count if typings > 1 => count.max(1),
            _ => 1,
        };
        let sent = json!({"id": id, "words": entry.text, "locator": entry.field});
        let next = next.filter(|_| found.frame == Frame::Main).map(|next| (next_id(), next));
        let mut asked = sent.clone();
        asked["within"] = VALUE_SETTLES.into();
        asked["keys"] = keys.into();
        let after = if let Some((id, next)) = next {
            let mut request = next.request(id);
            request["within"] = 0.into();
            asked = json!({"sent": asked, "next": request});
            TYPED_THEN_PREPARE
        } else {
            let here = self.typed.iter().filter(|_| found.frame == Frame::Main);
            asked["before"] = here.map(|(_, sent)| sent.clone()).collect();
            KEPT
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
        // A page that puts another field in its place may have unmarked it.
        let holds = if entry.secret && !holds.ends_with(" characters") {
            format!("{} characters", holds.chars().count())
        } else {
            holds.to_owned()
        };
        if typings < TYPINGS {
            return Ok(Try::NotYet(Seen::new("kept", format!("the field shows \"{holds}\""))));
        }
        let holds = if entry.secret { holds } else { format!("\"{holds}\"") };
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
