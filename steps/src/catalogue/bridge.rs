//! Functions written with cucumber's `#[given]`, `#[when]` and `#[then]` over our `World` run here as well.
//!
//! Such a function fails by a panic. It is caught around its future and becomes a [`Failure`] with the panic's
//! text; no panic hook is replaced.

use std::any::Any;
use std::borrow::Cow;
use std::panic::AssertUnwindSafe;

use cucumber::codegen::{StepConstructor, WorldInventory};
use cucumber::gherkin::{LineCol, Span, Step, StepType, Table};
use futures::FutureExt;
use shopper_browser::{Class, Failure};

use super::block::{Block, BlockNeed};
use super::definition::{Code, Definition, Keyword};
use crate::world::World;

/// Every function that cucumber's attributes have registered for our `World`, in the order of the sources.
pub(crate) fn registered() -> Vec<Definition> {
    fn all<S: StepConstructor<World> + cucumber::codegen::inventory::Collect>(keyword: Keyword) -> Vec<Definition> {
        cucumber::codegen::inventory::iter::<S>.into_iter().map(|step| bridged(keyword, step.inner())).collect()
    }
    let mut definitions = all::<<World as WorldInventory>::Given>(Keyword::Given);
    definitions.extend(all::<<World as WorldInventory>::When>(Keyword::When));
    definitions.extend(all::<<World as WorldInventory>::Then>(Keyword::Then));
    definitions.sort_by(|left, right| left.source.cmp(&right.source));
    definitions
}

fn bridged(
    keyword: Keyword,
    (location, regex, step): (cucumber::step::Location, cucumber::codegen::LazyRegex, cucumber::Step<World>),
) -> Definition {
    let regex = regex();
    Definition {
        keyword,
        expression: Cow::Owned(regex.as_str().trim_start_matches('^').trim_end_matches('$').to_owned()),
        doc: Cow::Borrowed("Written for cucumber."),
        example: Cow::Borrowed(""),
        example_block: None,
        topic: Cow::Borrowed("cucumber"),
        source: Cow::Owned(format!("{}:{:04}", location.path, location.line)),
        need: BlockNeed::Any,
        needs: &[],
        gives: &[],
        judges: &[],
        parameters: &[],
        code: Code::Cucumber(regex, step),
    }
}

/// Runs a function that was written for cucumber.
pub(crate) async fn run(
    keyword: Keyword,
    regex: &regex::Regex,
    step: cucumber::Step<World>,
    text: &str,
    world: &mut World,
    block: &Block,
) -> Result<(), Failure> {
    let captures = regex.captures(text).ok_or_else(|| {
        Failure::new(Class::Mistake, "the sentence is not the one the step was bound to".to_owned())
            .mend("bind the step again".to_owned())
    })?;
    let matches = regex
        .capture_names()
        .zip(captures.iter())
        .map(|(name, group)| {
            (name.map(str::to_owned), group.map_or_else(String::new, |group| group.as_str().to_owned()))
        })
        .collect();
    let (docstring, table) = match block {
        Block::None => (None, None),
        Block::Table(rows) => {
            (None, Some(Table { rows: rows.clone(), span: Span::default(), position: LineCol::default() }))
        }
        Block::DocString { text, .. } => (Some(text.clone()), None),
    };
    let ty = match keyword {
        Keyword::Given => StepType::Given,
        Keyword::When => StepType::When,
        Keyword::Then => StepType::Then,
    };
    let step_said = Step {
        keyword: keyword.to_string(),
        ty,
        value: text.to_owned(),
        docstring,
        table,
        span: Span::default(),
        position: LineCol::default(),
    };
    let context = cucumber::step::Context { step: step_said, matches };
    guarded(async move {
        step(world, context).await;
        Ok(())
    })
    .await
}

/// Runs `step`; a panic in it becomes a failure that keeps the panic's text.
pub(crate) async fn guarded(step: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    AssertUnwindSafe(step).catch_unwind().await.unwrap_or_else(|panic| {
        Err(Failure::new(Class::Panic, format!("the step's code panicked: {}", message(&*panic)))
            .mend("mend the step's code; a step tells what the shop did wrong by returning an error".to_owned()))
    })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("(no text)")
}
