//! All that can be said in a feature file. Given, When and Then are one namespace here.

mod ahead;
mod bind;
mod block;
mod bridge;
mod definition;
mod entries;
mod examples;
mod markdown;
mod needs;
mod spoken;
mod suggest;
#[cfg(test)]
mod tests;
mod translations;

use std::sync::OnceLock;

use futures::future::LocalBoxFuture;
use shopper_browser::Failure;

pub use ahead::{Ahead, Refusal};
pub use bind::{Argument, BindError, Binding, NameAt};
pub use block::{Block, BlockKind, BlockMistake, BlockNeed, DocString, Row, Table, TakesBlock};
pub use definition::{Call, Definition, FromFunction, Keyword, Run, StepFuture, Takes, same_text};
pub use entries::{Entry, Translation};
pub use examples::{Ends, Example, Examples};
pub use markdown::catalogue_markdown;
pub use needs::Need;
pub use suggest::{Suggestion, suggest_phrase};
pub use translations::{LANGUAGES, language_name};

use bind::settled;
use definition::Code;
use spoken::Spoken;

use crate::definitions;
use crate::shop::Shop;
use crate::world::World;

/// The step definitions that a run knows.
#[derive(Debug, Default)]
pub struct Catalogue {
    definitions: Vec<Definition>,
    /// Each definition's own sentence.
    own: Vec<Spoken>,
    /// Each definition's sentences in other languages, once they are needed.
    foreign: OnceLock<Vec<Vec<Spoken>>>,
    /// Path and text of the files with examples.
    examples: Vec<(&'static str, &'static str)>,
    /// Path and text of the files with translations.
    translations: Vec<(&'static str, &'static str)>,
}

impl Catalogue {
    /// Nothing can be said.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The definitions that the product ships.
    pub fn shipped() -> Self {
        let mut catalogue = Self::empty();
        catalogue.extend(definitions::shipped());
        catalogue.examples.extend(definitions::texts::EXAMPLES);
        catalogue.translations.extend(definitions::texts::TRANSLATIONS);
        catalogue
    }

    /// Adds every function that cucumber's `#[given]`, `#[when]` and `#[then]` registered for our [`World`].
    #[must_use]
    pub fn with_cucumber_steps(mut self) -> Self {
        self.extend(bridge::registered());
        self
    }

    /// Adds one definition.
    pub fn add(&mut self, definition: Definition) {
        self.own.push(Spoken::own(&definition));
        self.definitions.push(definition);
        self.forget();
    }

    /// Adds many definitions.
    pub fn extend(&mut self, definitions: impl IntoIterator<Item = Definition>) {
        for definition in definitions {
            self.add(definition);
        }
    }

    /// All definitions, in the order in which they were added.
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// The sentences of each definition in other languages.
    fn foreign(&self) -> &[Vec<Spoken>] {
        self.foreign.get_or_init(|| self.read_translations(&mut Vec::new()))
    }

    /// Puts in place what the names of a step and of the `product` columns under it mean in this shop, or says which
    /// name means nothing there; and whether the step can take what then stands under it.
    pub fn settle(&self, binding: &mut Binding, block: &mut Block, shop: &Shop) -> Result<(), BindError> {
        let Some(definition) = self.definitions.get(binding.definition) else { return Ok(()) };
        settled(definition.parameters(), binding, shop)?;
        block.settle(shop)?;
        match &definition.code {
            Code::Function(_, takes) => takes(block, binding.keyword).map_err(BindError::Content),
            Code::Cucumber(..) => Ok(()),
        }
    }

    /// What was read of the translations is read anew.
    fn forget(&mut self) {
        self.foreign = OnceLock::new();
    }

    /// Runs a bound step, and adds up what it saw of money. A panic in its code becomes a failure.
    pub fn run<'a>(
        &'a self,
        binding: &'a Binding,
        world: &'a mut World,
        block: &'a Block,
    ) -> LocalBoxFuture<'a, Result<(), Failure>> {
        let definition = &self.definitions[binding.definition];
        world.keyword = binding.keyword;
        Box::pin(async move {
            let ended = match &definition.code {
                Code::Function(run, _) => {
                    let call = Call { arguments: &binding.arguments, block };
                    bridge::guarded(run(world, call)).await
                }
                Code::Cucumber(regex, step) => {
                    bridge::run(definition.keyword, regex, *step, &binding.text, world, block).await
                }
            };
            ended.map_err(|failure| world.with_missed_hints(failure))?;
            world.audit().await
        })
    }
}
