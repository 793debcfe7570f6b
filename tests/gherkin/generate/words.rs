//! What the dice choose from.

pub(super) const INDENTS: [&str; 8] = ["", "  ", "  ", "    ", "    ", "      ", "\t", " \t "];

pub(super) const WORDS: [&str; 28] = [
    "the cart",
    "a mug",
    "<x>",
    "<y>",
    "\"Blue Mug\"",
    "# 5",
    "a|b",
    "größe",
    "購入",
    "🛒",
    "é",
    "$1 & $&",
    "c:\\new",
    "\\n",
    "@home",
    "1\u{a0}200",
    "*",
    "Given",
    "Scenario:",
    "'so'",
    "{int}",
    "100 %",
    "<z>",
    "a:b",
    "\"\"\"",
    "--",
    "(x)",
    "pays",
];

pub(super) const CELLS: [&str; 18] = [
    "1", "x", "", "  ", "a b", "\\|", "a\\nb", "\\\\", "\\x", "größe", "購入", "<x>", "<y>", "# no", "@t", "\"\"\"",
    "$&", "0.5",
];

pub(super) const TAGS: [&str; 10] =
    ["@a", "@b", "@smoke", "@a#b", "@größe", "@x-y_z.1", "@購入", "@(x)", "@timeout:5s", "@c"];

pub(super) const PROSE: [&str; 12] = [
    "As a customer",
    "  I want: a mug,",
    "so that I have one.",
    "| a | list |",
    "\"\"\"",
    "```",
    "1. first",
    "ends with blanks  ",
    "größe 購入 🛒",
    "\\# no",
    "Anyone, anywhere",
    "<x>",
];

pub(super) const TEXTS: [&str; 14] = [
    "one",
    "  two",
    "",
    "   ",
    "\\\"\\\"\\\"",
    "\\`\\`\\`",
    "# kept",
    "@t",
    "| a |",
    "Scenario: no",
    "\ttab",
    "größe <x>",
    "\"\"",
    "            far",
];

/// What may come between any two lines, wherever it makes sense or none.
pub(super) const NOISE: [&str; 26] = [
    "words",
    "@t",
    "@t u",
    "@",
    "| a |",
    "| a | b |",
    "| a",
    "|",
    "\"\"\"",
    "```",
    "Given a",
    "given a",
    "Given",
    "And\u{a0}b",
    "Scenario: again",
    "Scenario again",
    "Background:",
    "Examples:",
    "Rule: r",
    "Feature: f",
    "* a",
    "# language: de",
    "Scenario Outline: <x>",
    "scenario: s",
    "Wen a",
    "\u{3000}",
];
