//! From what is meant back to what is written: values as they stand in a settings file.

use std::time::Duration;

use shopper_steps::Hint;
use url::Url;

use super::values::{AttachmentBase, BASES, COLORS, ColorChoice, SCREENSHOTS, Screenshots, WIRES, Wire, Workers};

fn name_in<T: Copy + PartialEq>(choices: &'static [(&'static str, T)], value: T) -> &'static str {
    choices
        .iter()
        .find(|(_, choice)| *choice == value)
        .map(|(name, _)| *name)
        .expect("every value of a choice has a name")
}

/// The text that means this value in a file.
pub(super) trait Written {
    fn written(&self) -> String;
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

impl Written for Url {
    fn written(&self) -> String {
        quoted(self.as_str())
    }
}
impl Written for String {
    fn written(&self) -> String {
        quoted(self)
    }
}
impl Written for std::path::PathBuf {
    fn written(&self) -> String {
        quoted(&self.to_string_lossy())
    }
}
impl Written for bool {
    fn written(&self) -> String {
        self.to_string()
    }
}
impl Written for u64 {
    fn written(&self) -> String {
        self.to_string()
    }
}
impl Written for (u32, u32) {
    fn written(&self) -> String {
        quoted(&format!("{}x{}", self.0, self.1))
    }
}
impl Written for Vec<String> {
    fn written(&self) -> String {
        let quoted: Vec<String> = self.iter().map(|text| quoted(text)).collect();
        format!("[{}]", quoted.join(", "))
    }
}
impl Written for Hint {
    fn written(&self) -> String {
        self.to_string()
    }
}
impl Written for Workers {
    fn written(&self) -> String {
        match self {
            Self::Auto => quoted("auto"),
            Self::Fixed(number) => number.to_string(),
        }
    }
}
impl Written for Wire {
    fn written(&self) -> String {
        quoted(name_in(WIRES, *self))
    }
}
impl Written for Screenshots {
    fn written(&self) -> String {
        quoted(name_in(SCREENSHOTS, *self))
    }
}
impl Written for ColorChoice {
    fn written(&self) -> String {
        quoted(name_in(COLORS, *self))
    }
}
impl Written for AttachmentBase {
    fn written(&self) -> String {
        quoted(name_in(BASES, *self))
    }
}
impl Written for Duration {
    fn written(&self) -> String {
        quoted(&super::duration::write(*self))
    }
}
