//! Documents that nobody wrote: pieces of the grammar put together by dice, and then, for some, spoilt by dice.

mod words;

use mystery_shopper::plan::gherkin::dialect::{DIALECTS, Dialect, Section};

use self::words::{CELLS, INDENTS, NOISE, PROSE, TAGS, TEXTS, WORDS};

/// Dice that fall the same way for the same seed (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % count
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// The document of this seed.
pub(super) fn document(seed: u64) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..8 {
        dice.below(2);
    }
    let dialect = if dice.percent(60) { &DIALECTS[0] } else { &DIALECTS[dice.below(DIALECTS.len())] };
    let mut writer = Writer { dice, dialect, lines: Vec::new(), names: 0 };
    writer.feature();
    if writer.dice.percent(40) {
        writer.spoil();
    }
    let Writer { mut dice, lines, .. } = writer;
    let end = if dice.percent(15) { "\r\n" } else { "\n" };
    let mut text = lines.join(end);
    if dice.percent(90) {
        text.push_str(end);
    }
    if dice.percent(5) { format!("\u{feff}{text}") } else { text }
}

struct Writer {
    dice: Dice,
    dialect: &'static Dialect,
    lines: Vec<String>,
    /// How many names were given.
    names: usize,
}

impl Writer {
    fn feature(&mut self) {
        if self.dialect.code != "en" || self.dice.percent(10) {
            self.filler();
            let begin = self.dice.one(&["# language: ", "#language:", "  #  language : "]);
            self.lines.push(format!("{begin}{}", self.dialect.code));
        }
        self.tags();
        self.section(Section::Feature);
        self.part();
        for _ in 0..self.dice.below(3) {
            self.tags();
            self.section(Section::Rule);
            self.part();
        }
    }

    /// A background or none, and scenarios.
    fn part(&mut self) {
        if self.dice.percent(40) {
            self.section(Section::Background);
            self.steps(false);
        }
        for _ in 0..=self.dice.below(3) {
            self.tags();
            if self.dice.percent(60) {
                self.section(Section::Scenario);
                self.steps(false);
                continue;
            }
            self.section(Section::Outline);
            self.steps(true);
            for _ in 0..=self.dice.below(3) {
                self.tags();
                self.section(Section::Examples);
                let rows = 2 + self.dice.below(3);
                self.table(Some("x"), rows);
            }
        }
    }

    fn line(&mut self, words: &str) {
        let indent = self.dice.one(&INDENTS);
        let behind = if self.dice.percent(10) { self.dice.one(&[" ", "\t", "   "]) } else { "" };
        self.lines.push(format!("{indent}{words}{behind}"));
    }

    /// Blank lines and comments.
    fn filler(&mut self) {
        while self.dice.percent(25) {
            match self.dice.below(4) {
                0 => self.lines.push(String::new()),
                1 => self.lines.push(self.dice.one(&["  ", "\t", "      "]).to_owned()),
                2 => self.line("# a remark"),
                _ => self.line("#@t | x | Given"),
            }
        }
    }

    fn tags(&mut self) {
        while self.dice.percent(30) {
            self.filler();
            let mut line = self.dice.one(&TAGS).to_owned();
            while self.dice.percent(40) {
                line += self.dice.one(&[" ", "  ", "\t", ""]);
                line += self.dice.one(&TAGS);
            }
            line += self.dice.one(&["", "", "", " # a remark", " #@no"]);
            self.line(&line);
        }
        self.filler();
    }

    fn words(&mut self) -> String {
        let count = 1 + self.dice.below(4);
        (0..count).map(|_| self.dice.one(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    fn section(&mut self, section: Section) {
        let words: Vec<&str> =
            self.dialect.section_words().filter(|(found, _)| *found == section).map(|(_, word)| word).collect();
        let word = self.dice.one(&words);
        self.names += 1;
        let (number, said) = (self.names, self.words());
        let name = match self.dice.below(10) {
            0 if !matches!(section, Section::Scenario | Section::Outline) => String::new(),
            1 => format!("  {number} "),
            _ => format!(" {number} {said}"),
        };
        self.filler();
        self.line(&format!("{word}:{name}"));
        self.filler();
        while self.dice.percent(20) {
            let prose = self.dice.one(&PROSE);
            self.line(prose);
            self.filler();
        }
    }

    fn steps(&mut self, outline: bool) {
        let keywords: Vec<&str> = self.dialect.step_words().map(|(_, word)| word).collect();
        for index in 0..=self.dice.below(4) {
            let keyword = self.dice.one(&keywords);
            let column = if outline && index == 0 { " <x> <y>" } else { "" };
            let words = self.words();
            self.line(&format!("{keyword}{words}{column}"));
            self.filler();
            match self.dice.below(6) {
                0 => {
                    let rows = 1 + self.dice.below(3);
                    self.table(None, rows);
                }
                1 => self.text(),
                _ => {}
            }
        }
    }

    /// Rows; the first names the columns `x` and `y` if `header` is given.
    fn table(&mut self, header: Option<&str>, rows: usize) {
        let columns = if header.is_some() { 2 } else { 1 + self.dice.below(3) };
        for number in 0..rows {
            let mut line = "|".to_owned();
            for column in 0..columns {
                let blank = self.dice.one(&["", " ", "  ", "\t"]);
                let cell = match (header, number, column) {
                    (Some(_), 0, 0) => "x",
                    (Some(_), 0, _) => "y",
                    _ => self.dice.one(&CELLS),
                };
                line = format!("{line}{blank}{cell}{} |", self.dice.one(&["", " ", "   "]));
            }
            self.line(&line);
            self.filler();
        }
    }

    fn text(&mut self) {
        let fence = self.dice.one(&["\"\"\"", "```"]);
        let indent = self.dice.one(&INDENTS);
        let media_type = self.dice.one(&["", "", "json", " text/plain", "  <x> "]);
        self.lines.push(format!("{indent}{fence}{media_type}"));
        for _ in 0..self.dice.below(5) {
            let before = if self.dice.percent(70) { indent } else { self.dice.one(&INDENTS) };
            let text = self.dice.one(&TEXTS);
            self.lines.push(format!("{before}{text}"));
        }
        self.line(fence);
        self.filler();
    }

    /// Does to the lines what tired people do.
    fn spoil(&mut self) {
        for _ in 0..=self.dice.below(2) {
            let at = self.dice.below(self.lines.len());
            match self.dice.below(7) {
                0 if self.lines.len() > 1 => drop(self.lines.remove(at)),
                1 => self.lines.insert(at, self.lines[at].clone()),
                2 => {
                    let other = self.dice.below(self.lines.len());
                    self.lines.swap(at, other);
                }
                3 => {
                    let odd = self.dice.one(&["\u{a0}", "\t", "  ", "\u{3000}"]);
                    self.lines[at] = self.lines[at].replacen(' ', odd, 1);
                }
                4 => self.lines[at] = self.lines[at].trim_start().chars().skip(1).collect(),
                _ => {
                    let noise = self.dice.one(&NOISE);
                    let indent = self.dice.one(&INDENTS);
                    self.lines.insert(at, format!("{indent}{noise}"));
                }
            }
        }
    }
}
