//! How the console looks: colours and the live line, decided once from flag, environment and stream.

use crate::config::ColorChoice;

/// How the console looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// In colours.
    pub colour: bool,
    /// With a live line below the finished ones.
    pub live: bool,
}

impl Look {
    /// Decides from the flag, from whether the stream is a terminal, and from the environment.
    ///
    /// The flag beats all; then `NO_COLOR` (not empty) disables; then `FORCE_COLOR` or `CLICOLOR_FORCE` (not empty,
    /// not 0) enables; then `TERM=dumb` and `CI` disable; then a terminal has colours and nothing else has.
    /// The live line is for a terminal that is neither dumb nor a pipeline's.
    pub fn decide(flag: ColorChoice, is_terminal: bool, env: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| env(name).is_some_and(|value| !value.is_empty());
        let on = |name| env(name).is_some_and(|value| !value.is_empty() && value != "0");
        let in_ci = env("CI").is_some_and(|value| !matches!(value.as_str(), "" | "0" | "false"));
        let able = is_terminal && !in_ci && env("TERM").is_none_or(|term| term != "dumb");
        let colour = match flag {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if set("NO_COLOR") => false,
            ColorChoice::Auto => on("FORCE_COLOR") || on("CLICOLOR_FORCE") || able,
        };
        Self { colour, live: able }
    }

    /// `text` in `ink`, or as it is when there are no colours.
    pub(super) fn paint(self, ink: Ink, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("\u{1b}[{}m{text}\u{1b}[0m", ink.code()) } else { text.to_owned() }
    }
}

/// The few inks there are, by what they are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Good,
    Doubtful,
    Bad,
    Wrong,
    Frame,
    Faint,
}

impl Ink {
    /// Parameters of SGR (ECMA-48, 8.3.117).
    fn code(self) -> &'static str {
        match self {
            Self::Good => "32;1",
            Self::Doubtful => "33;1",
            Self::Bad => "31;1",
            Self::Wrong => "35;1",
            Self::Frame => "34;1",
            Self::Faint => "2",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(flag: ColorChoice, is_terminal: bool, env: &[(&str, &str)]) -> bool {
        decide(flag, is_terminal, env).colour
    }

    fn decide(flag: ColorChoice, is_terminal: bool, env: &[(&str, &str)]) -> Look {
        Look::decide(flag, is_terminal, |name| {
            env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn colours_follow_flag_then_no_color_then_force_then_the_stream() {
        type Row = (ColorChoice, bool, &'static [(&'static str, &'static str)], bool);
        let table: &[Row] = &[
            (ColorChoice::Auto, true, &[], true),
            (ColorChoice::Auto, false, &[], false),
            (ColorChoice::Always, false, &[("NO_COLOR", "1"), ("TERM", "dumb")], true),
            (ColorChoice::Never, true, &[("FORCE_COLOR", "1")], false),
            (ColorChoice::Auto, true, &[("NO_COLOR", "1")], false),
            (ColorChoice::Auto, true, &[("NO_COLOR", "")], true),
            (ColorChoice::Auto, true, &[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], false),
            (ColorChoice::Auto, false, &[("FORCE_COLOR", "1")], true),
            (ColorChoice::Auto, false, &[("FORCE_COLOR", "0")], false),
            (ColorChoice::Auto, false, &[("CLICOLOR_FORCE", "1")], true),
            (ColorChoice::Auto, false, &[("CLICOLOR_FORCE", "")], false),
            (ColorChoice::Auto, true, &[("TERM", "dumb")], false),
            (ColorChoice::Auto, true, &[("CI", "true")], false),
            (ColorChoice::Auto, true, &[("CI", "false")], true),
            (ColorChoice::Auto, false, &[("CI", "true"), ("FORCE_COLOR", "1")], true),
        ];
        for (flag, is_terminal, env, expected) in table {
            assert_eq!(colour(*flag, *is_terminal, env), *expected, "{flag:?}, terminal {is_terminal}, {env:?}");
        }
    }

    #[test]
    fn the_live_line_is_for_terminals_only_whatever_the_colours() {
        assert!(decide(ColorChoice::Never, true, &[]).live);
        assert!(!decide(ColorChoice::Always, false, &[("FORCE_COLOR", "1")]).live);
        assert!(!decide(ColorChoice::Always, true, &[("TERM", "dumb")]).live);
        assert!(!decide(ColorChoice::Auto, true, &[("CI", "1")]).live);
    }
}
