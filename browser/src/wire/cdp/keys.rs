//! Key presses in CDP's words: which `Input.dispatchKeyEvent` messages a named key or a character becomes.

use serde_json::{Value, json};

/// `key` of UI Events, `code`, Windows virtual key code, and the text it types.
const NAMED: [(&str, &str, u32, &str); 16] = [
    ("Enter", "Enter", 13, "\r"),
    ("Tab", "Tab", 9, ""),
    ("Escape", "Escape", 27, ""),
    ("Backspace", "Backspace", 8, ""),
    ("Delete", "Delete", 46, ""),
    ("Space", "Space", 32, " "),
    ("ArrowLeft", "ArrowLeft", 37, ""),
    ("ArrowUp", "ArrowUp", 38, ""),
    ("ArrowRight", "ArrowRight", 39, ""),
    ("ArrowDown", "ArrowDown", 40, ""),
    ("Home", "Home", 36, ""),
    ("End", "End", 35, ""),
    ("PageUp", "PageUp", 33, ""),
    ("PageDown", "PageDown", 34, ""),
    ("Insert", "Insert", 45, ""),
    ("F5", "F5", 116, ""),
];

/// CDP's modifier bits.
const MODIFIERS: [(&str, u32); 4] = [("Alt", 1), ("Control", 2), ("Meta", 4), ("Shift", 8)];

/// The events of one press of `Enter`, `Control+a`, ...; `None` when there is no such key.
pub(super) fn press(combination: &str) -> Option<Vec<Value>> {
    let mut parts: Vec<&str> = combination.split('+').filter(|part| !part.is_empty()).collect();
    let key = parts.pop()?;
    let modifiers = parts.iter().try_fold(0, |bits, name| {
        MODIFIERS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, bit)| bits | bit)
    })?;
    if let Some((name, code, number, text)) = NAMED.iter().find(|(name, ..)| name.eq_ignore_ascii_case(key)) {
        let shown = if *name == "Space" { " " } else { name };
        return Some(down_and_up(shown, code, *number, if modifiers & !8 == 0 { text } else { "" }, modifiers));
    }
    let mut characters = key.chars();
    let (character, None) = (characters.next()?, characters.next()) else { return None };
    Some(character_events(character, modifiers))
}

/// The events of typing one character.
pub(super) fn character(character: char) -> Vec<Value> {
    if character == '\n' {
        return down_and_up("Enter", "Enter", 13, "\r", 0);
    }
    character_events(character, if character.is_ascii_uppercase() { 8 } else { 0 })
}

fn character_events(character: char, modifiers: u32) -> Vec<Value> {
    let upper = character.to_ascii_uppercase();
    let (code, number) = match upper {
        'A'..='Z' => (format!("Key{upper}"), upper as u32),
        '0'..='9' => (format!("Digit{upper}"), upper as u32),
        ' ' => ("Space".to_owned(), 32),
        _ => (String::new(), 0),
    };
    let text = character.to_string();
    // With Control, Alt or Meta a key is a command and types nothing.
    down_and_up(&text, &code, number, if modifiers & !8 == 0 { &text } else { "" }, modifiers)
}

fn down_and_up(key: &str, code: &str, number: u32, text: &str, modifiers: u32) -> Vec<Value> {
    let mut down = json!({
        "type": if text.is_empty() { "rawKeyDown" } else { "keyDown" },
        "key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers,
    });
    if !text.is_empty() {
        down["text"] = text.into();
        down["unmodifiedText"] = text.into();
    }
    // Headless browsers have no menu that would carry out the platform's editing commands.
    if modifiers & 6 != 0 && key.eq_ignore_ascii_case("a") {
        down["commands"] = json!(["selectAll"]);
    }
    let up =
        json!({"type": "keyUp", "key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers});
    vec![down, up]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_keys_characters_and_combinations_are_known() {
        assert_eq!(press("Enter").expect("known")[0]["text"], "\r");
        assert_eq!(press("control+A").expect("known")[0]["commands"][0], "selectAll");
        assert_eq!(press("Shift+Tab").expect("known")[0]["modifiers"], 8);
        assert!(press("Nonsense").is_none());
        assert_eq!(character('é')[0]["text"], "é");
        assert_eq!(character('Q')[0]["code"], "KeyQ");
    }
}
