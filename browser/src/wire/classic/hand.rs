//! Inputs in the words of the actions API (W3C WebDriver, 15 Actions): one request, a mouse and a keyboard in step.

use serde_json::{Value, json};

use crate::wire::{Input, Point, WireError};

/// Named keys of UI Events and their code points (W3C WebDriver, 15.4.2 Keyboard actions).
const NAMED: [(&str, char); 32] = [
    ("Backspace", '\u{E003}'),
    ("Tab", '\u{E004}'),
    ("Enter", '\u{E007}'),
    ("Escape", '\u{E00C}'),
    ("Space", ' '),
    ("PageUp", '\u{E00E}'),
    ("PageDown", '\u{E00F}'),
    ("End", '\u{E010}'),
    ("Home", '\u{E011}'),
    ("ArrowLeft", '\u{E012}'),
    ("ArrowUp", '\u{E013}'),
    ("ArrowRight", '\u{E014}'),
    ("ArrowDown", '\u{E015}'),
    ("Insert", '\u{E016}'),
    ("Delete", '\u{E017}'),
    ("F1", '\u{E031}'),
    ("F2", '\u{E032}'),
    ("F3", '\u{E033}'),
    ("F4", '\u{E034}'),
    ("F5", '\u{E035}'),
    ("F6", '\u{E036}'),
    ("F7", '\u{E037}'),
    ("F8", '\u{E038}'),
    ("F9", '\u{E039}'),
    ("F10", '\u{E03A}'),
    ("F11", '\u{E03B}'),
    ("F12", '\u{E03C}'),
    ("Help", '\u{E002}'),
    ("Pause", '\u{E00B}'),
    ("Clear", '\u{E005}'),
    ("Cancel", '\u{E001}'),
    ("+", '+'),
];

const MODIFIERS: [(&str, char); 4] =
    [("Shift", '\u{E008}'), ("Control", '\u{E009}'), ("Alt", '\u{E00A}'), ("Meta", '\u{E03D}')];

/// What points are counted from.
pub(super) struct Origin {
    name: Value,
    centre: Point,
}

impl Origin {
    /// The corner of the main document's viewport.
    pub(super) fn viewport() -> Self {
        Self { name: json!("viewport"), centre: Point { x: 0.0, y: 0.0 } }
    }

    /// The centre of a frame's root element, as a script told it: the element and the centre's place in the viewport.
    pub(super) fn root(told: &Value) -> Self {
        let centre = Point { x: told[1].as_f64().unwrap_or_default(), y: told[2].as_f64().unwrap_or_default() };
        Self { name: told[0].clone(), centre }
    }
}

/// The body of one actions request for `inputs`, points being relative to the current frame's viewport.
pub(super) fn actions(inputs: &[Input], origin: &Origin) -> Result<Value, WireError> {
    let mut hand = Hand::default();
    for input in inputs {
        match input {
            Input::Move(at) | Input::Drag(at) => hand.point(*at, origin),
            Input::Click(at) => {
                hand.point(*at, origin);
                hand.mouse(json!({ "type": "pointerDown", "button": 0 }));
                hand.mouse(json!({ "type": "pointerUp", "button": 0 }));
            }
            Input::Hold(at) => {
                hand.point(*at, origin);
                hand.mouse(json!({ "type": "pointerDown", "button": 0 }));
            }
            Input::Drop(at) => {
                hand.point(*at, origin);
                hand.mouse(json!({ "type": "pointerUp", "button": 0 }));
            }
            Input::Text(text) | Input::Keys(text) => {
                for c in text.chars() {
                    hand.strike(if c == '\n' { '\u{E007}' } else { c });
                }
            }
            Input::Press(combination) => {
                let (modifiers, key) = keys(combination)
                    .ok_or_else(|| WireError::Unsupported(format!("there is no key \"{combination}\"")))?;
                for modifier in &modifiers {
                    hand.key("keyDown", *modifier);
                }
                hand.strike(key);
                for modifier in modifiers.iter().rev() {
                    hand.key("keyUp", *modifier);
                }
            }
        }
    }
    Ok(hand.request())
}

/// `Control+Shift+a` as the modifiers and the key.
fn keys(combination: &str) -> Option<(Vec<char>, char)> {
    let (modifiers, name) = match combination.char_indices().rev().skip(1).find(|(_, c)| *c == '+') {
        Some((at, _)) => (&combination[..at], &combination[at + 1..]),
        None => ("", combination),
    };
    let known = |names: &[(&str, char)], wanted: &str| {
        names.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, key)| *key)
    };
    let modifiers = modifiers
        .split('+')
        .filter(|part| !part.is_empty())
        .map(|part| known(&MODIFIERS, part))
        .collect::<Option<Vec<char>>>()?;
    let mut letters = name.chars();
    let single = match (letters.next(), letters.next()) {
        (Some(letter), None) => Some(letter),
        _ => None,
    };
    Some((modifiers, single.or_else(|| known(&NAMED, name))?))
}

/// Two sequences of equal length: while one device acts, the other pauses.
#[derive(Default)]
struct Hand {
    mouse: Vec<Value>,
    keyboard: Vec<Value>,
}

impl Hand {
    fn mouse(&mut self, action: Value) {
        self.mouse.push(action);
        self.keyboard.push(json!({ "type": "pause" }));
    }

    fn point(&mut self, at: Point, origin: &Origin) {
        // Older drivers refuse fractions.
        let (x, y) = ((at.x - origin.centre.x).round() as i64, (at.y - origin.centre.y).round() as i64);
        self.mouse(json!({ "type": "pointerMove", "duration": 0, "origin": origin.name, "x": x, "y": y }));
    }

    fn key(&mut self, action: &str, key: char) {
        self.keyboard.push(json!({ "type": action, "value": key }));
        self.mouse.push(json!({ "type": "pause" }));
    }

    fn strike(&mut self, key: char) {
        self.key("keyDown", key);
        self.key("keyUp", key);
    }

    fn request(self) -> Value {
        json!({ "actions": [
            { "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": self.mouse },
            { "type": "key", "id": "keyboard", "actions": self.keyboard },
        ] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_is_one_request_in_which_both_devices_keep_step() {
        let body =
            actions(&[Input::Click(Point { x: 10.4, y: 20.6 }), Input::Keys("a".into())], &Origin::viewport()).unwrap();
        let (mouse, keyboard) =
            (body["actions"][0]["actions"].as_array().unwrap(), body["actions"][1]["actions"].as_array().unwrap());
        assert_eq!(mouse.len(), keyboard.len());
        assert_eq!(mouse[0], json!({ "type": "pointerMove", "duration": 0, "origin": "viewport", "x": 10, "y": 21 }));
        assert_eq!(keyboard[3], json!({ "type": "keyDown", "value": "a" }));
    }

    #[test]
    fn points_in_a_frame_are_counted_from_the_middle_of_its_root() {
        let root = Origin::root(&json!([{ "element-id": "e1" }, 200, 100]));
        let body = actions(&[Input::Move(Point { x: 10.0, y: 120.0 })], &root).unwrap();
        let point = &body["actions"][0]["actions"][0];
        assert_eq!(
            (&point["origin"]["element-id"], &point["x"], &point["y"]),
            (&json!("e1"), &json!(-190), &json!(20))
        );
    }

    #[test]
    fn combinations_are_read() {
        assert_eq!(keys("Control+a"), Some((vec!['\u{E009}'], 'a')));
        assert_eq!(keys("shift+TAB"), Some((vec!['\u{E008}'], '\u{E004}')));
        assert_eq!(keys("Enter"), Some((vec![], '\u{E007}')));
        assert_eq!(keys("+"), Some((vec![], '+')));
        assert_eq!(keys("Control++"), Some((vec!['\u{E009}'], '+')));
        assert_eq!(keys("Nonsense"), None);
        assert_eq!(keys("Hyper+a"), None);
    }

    #[test]
    fn a_line_break_in_a_text_is_the_enter_key() {
        let body = actions(&[Input::Text("é\n".into())], &Origin::viewport()).unwrap();
        let keyboard = &body["actions"][1]["actions"];
        assert_eq!((&keyboard[0]["value"], &keyboard[2]["value"]), (&json!("é"), &json!("\u{E007}")));
    }
}
