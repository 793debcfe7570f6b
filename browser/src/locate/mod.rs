//! Locators: what is meant, in a customer's words. A locator describes itself, so that every message can.

mod eyes;
mod name;

use std::fmt;

use serde::Serialize;

pub(crate) use self::eyes::{EYES_NAME, Eyes};
pub use self::name::Match;

/// By what a thing is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "camelCase")]
enum By {
    Role {
        role: String,
        name: Option<Match>,
    },
    /// A button, link, tab, menu item or option of that name.
    Clickable {
        name: Match,
    },
    /// A form control by label, accessible name, or placeholder.
    Field {
        name: Match,
    },
    Label {
        name: Match,
    },
    Placeholder {
        name: Match,
    },
    Text {
        name: Match,
    },
    Alt {
        name: Match,
    },
    Title {
        name: Match,
    },
    TestId {
        id: String,
    },
    Css {
        selector: String,
    },
    /// What stands at a place and is still called so.
    Placed {
        selector: String,
        name: String,
    },
    /// A WHATWG autofill token, e.g. `cc-number`.
    Autofill {
        token: String,
    },
    /// A control without a name whose class, id, data attributes, title or icon hold one of these words.
    Hint {
        words: Vec<String>,
    },
}

/// What is meant on a page. It is strict: two matches are an error that lists both.
///
/// Frames (same and cross origin) and open shadow roots are searched without being named; visible things come first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Locator {
    #[serde(flatten)]
    by: By,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<Box<Locator>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    or: Vec<Locator>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    first: bool,
    #[serde(skip)]
    called: Option<String>,
}

impl Locator {
    fn by(by: By) -> Self {
        Self { by, within: None, beside: None, or: Vec::new(), first: false, called: None }
    }

    /// Anything of an ARIA role (explicit, or implied by its element), whatever its name.
    pub fn role(role: &str) -> Self {
        Self::by(By::Role { role: role.to_owned(), name: None })
    }

    /// Something of an ARIA role with an accessible name.
    pub fn role_named(role: &str, name: impl Into<Match>) -> Self {
        Self::by(By::Role { role: role.to_owned(), name: Some(name.into()) })
    }

    /// A button of that accessible name.
    pub fn button(name: impl Into<Match>) -> Self {
        Self::role_named("button", name)
    }

    /// A link of that accessible name.
    pub fn link(name: impl Into<Match>) -> Self {
        Self::role_named("link", name)
    }

    /// A heading of that text.
    pub fn heading(name: impl Into<Match>) -> Self {
        Self::role_named("heading", name)
    }

    /// A dialog of that name.
    pub fn dialog(name: impl Into<Match>) -> Self {
        Self::role_named("dialog", name)
    }

    /// Anything that a customer would click: a button, link, tab, menu item, option or switch of that name.
    pub fn clickable(name: impl Into<Match>) -> Self {
        Self::by(By::Clickable { name: name.into() })
    }

    /// A form control, by its label, accessible name or placeholder.
    pub fn field(name: impl Into<Match>) -> Self {
        Self::by(By::Field { name: name.into() })
    }

    /// A form control by its label alone.
    pub fn label(name: impl Into<Match>) -> Self {
        Self::by(By::Label { name: name.into() })
    }

    /// A form control by its placeholder.
    pub fn placeholder(name: impl Into<Match>) -> Self {
        Self::by(By::Placeholder { name: name.into() })
    }

    /// The smallest element with that visible text.
    pub fn text(text: impl Into<Match>) -> Self {
        Self::by(By::Text { name: text.into() })
    }

    /// A picture by its alternative text.
    pub fn alt(text: impl Into<Match>) -> Self {
        Self::by(By::Alt { name: text.into() })
    }

    /// Anything by its `title`.
    pub fn title(text: impl Into<Match>) -> Self {
        Self::by(By::Title { name: text.into() })
    }

    /// By `data-testid`, `data-test-id`, `data-test`, `data-qa` or `data-cy`.
    pub fn test_id(id: &str) -> Self {
        Self::by(By::TestId { id: id.to_owned() })
    }

    /// By a CSS selector: the last resort.
    pub fn css(selector: &str) -> Self {
        Self::by(By::Css { selector: selector.to_owned() })
    }

    /// Only in a frame of another site whose address begins so, wherever in it: a scope for [`Locator::within`].
    pub fn frame(address: &str) -> Self {
        Self::css(&format!("in {address} >> html"))
    }

    /// What a look has found at this CSS selector, as long as it still has the same accessible name.
    pub fn placed(selector: &str, name: &str) -> Self {
        Self::by(By::Placed { selector: selector.to_owned(), name: name.to_owned() })
    }

    /// A form control by its autofill token (HTML, "autofill field").
    pub fn autofill(token: &str) -> Self {
        Self::by(By::Autofill { token: token.to_owned() })
    }

    /// A control that has no name of its own, by words in its class, id, title, data attributes or icon.
    pub fn hint(words: &[&str]) -> Self {
        Self::by(By::Hint { words: words.iter().map(|word| (*word).to_owned()).collect() })
    }

    /// Only inside what `container` names.
    #[must_use]
    pub fn within(mut self, container: Self) -> Self {
        self.or = self.or.into_iter().map(|other| other.within(container.clone())).collect();
        self.within = Some(Box::new(container));
        self
    }

    /// Only in the line of `text`: the nearest repeated container (a table row, a list item, a card) that holds the text.
    #[must_use]
    pub fn beside(mut self, text: &str) -> Self {
        self.or = self.or.into_iter().map(|other| other.beside(text)).collect();
        self.beside = Some(text.to_owned());
        self
    }

    /// Something else that would do as well; alternatives are tried in order, and the first with a match wins.
    #[must_use]
    pub fn or(mut self, mut other: Self) -> Self {
        // The eyes know one list of alternatives, and none of an alternative's own.
        let more = std::mem::take(&mut other.or);
        self.or.push(other);
        self.or.extend(more);
        self
    }

    /// The first of several will do.
    #[must_use]
    pub fn first(mut self) -> Self {
        self.or = self.or.into_iter().map(Self::first).collect();
        self.first = true;
        self
    }

    /// What a person calls it; stands in for the description.
    #[must_use]
    pub fn named(mut self, words: &str) -> Self {
        self.called = Some(words.to_owned());
        self
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(called) = &self.called {
            return f.write_str(called);
        }
        match &self.by {
            By::Role { role, name: Some(name) } => write!(f, "{role} {name}")?,
            By::Role { role, name: None } => write!(f, "a {role}")?,
            By::Clickable { name } => write!(f, "button or link {name}")?,
            By::Field { name } => write!(f, "field {name}")?,
            By::Label { name } => write!(f, "field labelled {name}")?,
            By::Placeholder { name } => write!(f, "field with placeholder {name}")?,
            By::Text { name } => write!(f, "text {name}")?,
            By::Alt { name } => write!(f, "picture {name}")?,
            By::Title { name } => write!(f, "title {name}")?,
            By::TestId { id } => write!(f, "test id \"{id}\"")?,
            By::Css { selector } => write!(f, "css `{selector}`")?,
            By::Placed { name, .. } => write!(f, "\"{name}\"")?,
            By::Autofill { token } => write!(f, "field for \"{token}\"")?,
            By::Hint { words } => write!(f, "icon {}", Match::OneOf(words.clone()))?,
        }
        if let Some(text) = &self.beside {
            write!(f, " in the line of \"{text}\"")?;
        }
        if let Some(container) = &self.within {
            write!(f, " in {container}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locator_describes_itself() {
        let remove = Locator::button("Remove").beside("Blue Mug").within(Locator::dialog("Your bag"));
        assert_eq!(remove.to_string(), "button \"Remove\" in the line of \"Blue Mug\" in dialog \"Your bag\"");
        assert_eq!(Locator::css(".x").named("the cart link").to_string(), "the cart link");
    }

    #[test]
    fn scopes_reach_the_alternatives_too() {
        let json =
            serde_json::to_value(Locator::button("+").or(Locator::hint(&["plus"])).beside("Mug")).expect("plain data");
        assert_eq!(json["by"], "role");
        assert_eq!(json["or"][0]["beside"], "Mug");
        assert_eq!(json["or"][0]["words"][0], "plus");
    }

    #[test]
    fn alternatives_of_an_alternative_are_tried_too() {
        let three = Locator::css("a").or(Locator::css("b").or(Locator::css("c")));
        assert_eq!(three.or.len(), 2);
    }
}
