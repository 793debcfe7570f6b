//! Tags that tell the runner something: `@timeout:60s`, `@severity:critical`. A tag with a colon whose policy nobody
//! knows is a mistake: a budget that silently does not hold is worse than none.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::gherkin::ast::Tag;
use super::lint::LintRule;
use super::mistake::{Kind, Mistake, Source};
use super::phrase;

/// What the tags of a scenario ask of the run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policies {
    /// `@timeout:60s`: the time for the whole scenario.
    pub timeout: Option<Duration>,
    /// `@severity:critical`: how bad it is when this journey is broken.
    pub severity: Option<Severity>,
    /// `@owner:checkout-team`: who is to be told.
    pub owner: Option<String>,
    /// `@retries:2`: how often a failed journey may be tried again.
    pub retries: Option<u32>,
}

/// How bad it is when a journey is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Nobody can buy.
    Critical,
    /// Many cannot buy.
    High,
    /// Some are hindered.
    Medium,
    /// An annoyance.
    Low,
}

const ALLOW_EXAMPLE: &str = "@allow:long-scenario";

/// The policies: name, what a value looks like.
const KNOWN: [(&str, &str); 5] = [
    ("timeout", "@timeout:60s"),
    ("severity", "@severity:critical, high, medium or low"),
    ("owner", "@owner:checkout-team"),
    ("retries", "@retries:2"),
    ("allow", ALLOW_EXAMPLE),
];

/// The tag of journeys whose sums are left alone.
pub(crate) const NO_MONEY_CHECK: &str = "@no-money-check";
/// The tag of journeys in which nothing that lies over the page is dismissed.
pub(crate) const KEEP_OVERLAYS: &str = "@keep-overlays";

/// Tags without a colon that mean something.
const PLAIN: [&str; 3] = [NO_MONEY_CHECK, KEEP_OVERLAYS, phrase::TAG];

/// All tags that mean something, each with a value as it may be written.
pub(crate) fn policy_tags() -> Vec<&'static str> {
    KNOWN.iter().map(|(_, example)| *example).chain(PLAIN).collect()
}

/// The most retries that can be asked for.
const MOST_RETRIES: u32 = 10;

impl Policies {
    /// Reads the tags from the outermost to the innermost: the nearest word wins. Tags that cannot be read are left
    /// out; [`check`] tells of them.
    pub fn of<'a>(tags: impl IntoIterator<Item = &'a str>) -> Policies {
        let mut policies = Policies::default();
        for tag in tags {
            let _ = policies.take(tag);
        }
        policies
    }

    /// Why the value cannot be, if it cannot.
    fn take(&mut self, tag: &str) -> Result<(), String> {
        let Some((name, value)) = tag.trim_start_matches('@').split_once(':') else { return Ok(()) };
        match name {
            "timeout" => self.timeout = Some(duration(value)?),
            "severity" => {
                self.severity = Some(match value {
                    "critical" => Severity::Critical,
                    "high" => Severity::High,
                    "medium" => Severity::Medium,
                    "low" => Severity::Low,
                    _ => return Err("a severity is critical, high, medium or low".to_owned()),
                });
            }
            "owner" if value.is_empty() => return Err("the owner has no name".to_owned()),
            "owner" => self.owner = Some(value.to_owned()),
            "retries" => {
                let count = value.parse().ok().filter(|count| *count <= MOST_RETRIES);
                self.retries = Some(count.ok_or(format!("retries are a number from 0 to {MOST_RETRIES}"))?);
            }
            "allow" if LintRule::of(value).is_none() => {
                return Err(format!("what can be allowed is {}", LintRule::listed()));
            }
            _ => {}
        }
        Ok(())
    }
}

fn duration(value: &str) -> Result<Duration, String> {
    let digits = value.chars().take_while(char::is_ascii_digit).count();
    let millis = match &value[digits..] {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return Err("a timeout is a number and a unit: 500ms, 60s, 2m".to_owned()),
    };
    let number: u64 = value[..digits].parse().map_err(|_| "a timeout begins with a number".to_owned())?;
    match number.checked_mul(millis) {
        Some(0) | None => Err("a timeout is longer than nothing and shorter than a day".to_owned()),
        Some(total) if total > 86_400_000 => Err("a timeout is a day at most".to_owned()),
        Some(total) => Ok(Duration::from_millis(total)),
    }
}

/// Whether a tag is a policy that is known, with a value that it can have.
pub(super) fn is_policy(tag: &str) -> bool {
    let name = tag.trim_start_matches('@').split_once(':').map(|(name, _)| name);
    name.is_some_and(|name| KNOWN.iter().any(|(known, _)| *known == name)) && Policies::default().take(tag).is_ok()
}

/// Tells of a tag with a colon that is no policy, or has a value that it cannot have; and of one without that is a slip
/// of the pen for one that means something.
pub(super) fn check(tag: &Tag, source: &Source) -> Option<Mistake> {
    let Some((name, _)) = tag.name.trim_start_matches('@').split_once(':') else {
        let meant = PLAIN.iter().find(|known| is_slip(&tag.name, known))?;
        let (what, mend) = (format!("{} means nothing to the runner", tag.name), format!("did you mean {meant}?"));
        return Some(Mistake::at(Kind::UnknownPolicy, source, tag.span, what, mend));
    };
    if let Some((_, example)) = KNOWN.iter().find(|(known, _)| *known == name) {
        let why = Policies::default().take(&tag.name).err()?;
        let rule = tag.name.split_once(':').and_then(|(_, rule)| near_rule(rule)).filter(|_| *example == ALLOW_EXAMPLE);
        let mend =
            rule.map_or_else(|| format!("write {example}"), |rule| format!("did you mean @allow:{}?", rule.id()));
        return Some(Mistake::at(Kind::BadPolicy, source, tag.span, why, mend));
    }
    let near = KNOWN.iter().find(|(known, _)| strsim::damerau_levenshtein(known, name) <= 2);
    let known: Vec<String> = KNOWN.iter().map(|(known, _)| format!("@{known}:")).collect();
    let mend = match near {
        Some((_, example)) => format!("did you mean {example}?"),
        None => format!("the policies are {}; a plain tag has no colon", known.join(" ")),
    };
    Some(Mistake::at(Kind::UnknownPolicy, source, tag.span, format!("there is no policy `@{name}:`"), mend))
}

fn near_rule(name: &str) -> Option<LintRule> {
    LintRule::ALL.into_iter().find(|rule| strsim::damerau_levenshtein(rule.id(), name) <= 2)
}

/// Long names may differ by two letters, short ones by one; hyphens and capitals do not count.
fn is_slip(name: &str, known: &str) -> bool {
    let bare = |text: &str| text.to_lowercase().replace(['-', '_'], "");
    let letters = if known.len() > 9 { 2 } else { 1 };
    name != known && strsim::damerau_levenshtein(&bare(name), &bare(known)) <= letters
}

#[cfg(test)]
mod tests {
    use super::super::gherkin::ast::Span;
    use super::*;

    fn told(tag: &str) -> Option<(Kind, String)> {
        let tag = Tag { name: tag.to_owned(), span: Span::new(1, 1, 1) };
        check(&tag, &Source::new("a.feature", "x")).map(|found| (found.kind, found.mend))
    }

    #[test]
    fn the_innermost_policy_wins() {
        let policies =
            Policies::of(["@timeout:1m", "@severity:low", "@owner:a", "@retries:2", "@timeout:5s", "@smoke"]);
        assert_eq!(policies.timeout, Some(Duration::from_secs(5)));
        assert_eq!(policies.severity, Some(Severity::Low));
        assert_eq!((policies.owner.as_deref(), policies.retries), (Some("a"), Some(2)));
    }

    #[test]
    fn unknown_policies_and_impossible_values_are_told() {
        assert_eq!(told("@smoke"), None);
        assert_eq!(told("@allow:no-thn").unwrap().1, "did you mean @allow:no-then?");
        assert_eq!((told("@no-money-check"), told("@keep-overlays"), told("@praise")), (None, None, None));
        for slip in ["@no-mony-check", "@no_money_check", "@NoMoneyCheck", "@no-money-checks"] {
            assert_eq!(
                told(slip).unwrap(),
                (Kind::UnknownPolicy, "did you mean @no-money-check?".to_owned()),
                "{slip}"
            );
        }
        assert_eq!(told("@timeout:60s"), None);
        assert_eq!(told("@timout:60s").unwrap(), (Kind::UnknownPolicy, "did you mean @timeout:60s?".to_owned()));
        for bad in [
            "@timeout:",
            "@timeout:60",
            "@timeout:0s",
            "@timeout:99h",
            "@severity:bad",
            "@owner:",
            "@retries:x",
            "@retries:11",
            "@allow:everything",
        ] {
            assert_eq!(told(bad).unwrap().0, Kind::BadPolicy, "{bad}");
        }
    }
}
