//! `shopper check PATHS`: every mistake of every journey, without a browser.

use clap::Args;
use shopper_steps::{Catalogue, Shop};

use super::flags::{Choice, Filter};
use super::output;
use super::start::{Ready, Start};
use crate::config::Flags;
use crate::exit::Exit;
use crate::plan::{Checked, LintRule, Mistakes, Plan, Selection, check, plan_for};

/// Find the mistakes in journeys, without a browser
///
/// Reads all files and tells every mistake at once: what cannot be parsed, sentences that nobody
/// knows or that mean two things, bad values, tags that do not exist. Ends with 2 when there is one.
/// Phrases (scenarios with the tag @phrase) are read from the paths and from folders named phrases
/// beside or above them.
///
/// What is no mistake and yet not good is told as a warning. The rules: no-then, no-given, two-whens
/// (without a Then between), ui-detail-in-then, card-number, long-scenario (more than 25 steps).
/// A rule is switched off by --allow, by [lint] allow in shopper.toml, or by a tag @allow:RULE.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper check features
  shopper check features/checkout/guest.feature:12
  shopper check features --strict --allow long-scenario")]
pub(crate) struct CheckCommand {
    #[command(flatten)]
    choice: Choice,

    /// End with 2 for a warning, too
    #[arg(long, help_heading = "Warnings")]
    strict: bool,

    /// Do not warn by this rule; can be given several times
    #[arg(long, value_name = "RULE", value_parser = rule, help_heading = "Warnings")]
    allow: Vec<LintRule>,
}

fn rule(name: &str) -> Result<LintRule, String> {
    LintRule::of(name).ok_or_else(|| format!("the rules are {}", LintRule::listed()))
}

impl CheckCommand {
    pub(crate) fn carry_out(&self, start: &Start, catalogue: &Catalogue) -> Exit {
        self.try_carry_out(start, catalogue).unwrap_or_else(|exit| exit)
    }

    fn try_carry_out(&self, start: &Start, catalogue: &Catalogue) -> Result<Exit, Exit> {
        let ready = start.settings_beside(Flags::default(), &self.choice.paths)?;
        let set = ready.settings.lint_allow.value.iter().filter_map(|name| LintRule::of(name));
        let allowed: Vec<LintRule> = set.chain(self.allow.iter().copied()).collect();
        let checked = check(&self.choice.selection(), catalogue, &ready.shop_to_plan_for(), &allowed);
        let Checked { plan, warnings } = checked.map_err(|mistakes| tell(&mistakes, "", &ready))?;
        self.choice.something(&plan)?;
        if !warnings.is_empty() {
            output::complain(ready.redactor.clean(&warnings.snippets(ready.colour_stderr())).trim_end());
        }
        let exit = output::print(&praise(&plan, warnings.len()));
        Ok(if self.strict && !warnings.is_empty() { exit.and(Exit::Mistaken) } else { exit })
    }
}

/// Prints mistakes, and what became of the rest; they end the program. Where all that is wrong is a tag that no journey
/// has, nothing was selected, as by a name that no journey has.
fn tell(mistakes: &Mistakes, rest: &str, ready: &Ready) -> Exit {
    let told = mistakes.render(ready.colour_stderr());
    output::complain(&format!("{}{rest}", ready.redactor.clean(&told).trim_end()));
    if mistakes.select_nothing() { Exit::NothingSelected } else { Exit::Mistaken }
}

fn praise(plan: &Plan, warnings: usize) -> String {
    let steps = plan.scenarios.iter().map(|scenario| scenario.steps.len()).sum();
    let of = if plan.found == plan.scenarios.len() { String::new() } else { format!(" of {}", plan.found) };
    let phrases = match plan.phrases.len() {
        0 => String::new(),
        count => format!(", {}", plural(count, "phrase")),
    };
    let warnings = match warnings {
        0 => String::new(),
        count => format!(", {}", plural(count, "warning")),
    };
    let (journeys, steps) = (plural(plan.scenarios.len(), "journey"), plural(steps, "step"));
    format!("{journeys}{of}, {steps}{phrases}: no mistakes{warnings}\n")
}

pub(super) fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

impl Choice {
    /// Plans the chosen journeys. Mistakes are printed, and so is that nothing was chosen.
    pub(crate) fn plan(&self, ready: &Ready, catalogue: &Catalogue) -> Result<Plan, Exit> {
        self.plan_in(&ready.shop_to_plan_for(), ready, catalogue)
    }

    /// The same where there is a mailbox whatever the settings say, or where none is needed because nothing is run.
    pub(crate) fn plan_with_mailbox(&self, ready: &Ready, catalogue: &Catalogue) -> Result<Plan, Exit> {
        let mut shop = ready.shop_to_plan_for();
        "127.0.0.1:0".clone_into(&mut shop.mail.smtp_sink);
        self.plan_in(&shop, ready, catalogue)
    }

    fn plan_in(&self, shop: &Shop, ready: &Ready, catalogue: &Catalogue) -> Result<Plan, Exit> {
        let plan = plan_for(&self.selection(), catalogue, shop)
            .map_err(|mistakes| tell(&mistakes, "; nothing was run", ready))?;
        self.something(&plan)?;
        Ok(plan)
    }

    pub(crate) fn selection(&self) -> Selection {
        let Filter { tags, name } = self.filter.clone();
        Selection { paths: self.paths.clone(), tags, name }
    }

    /// Tells when nothing was chosen.
    fn something(&self, plan: &Plan) -> Result<(), Exit> {
        if plan.scenarios.is_empty() {
            output::complain(&format!("error: nothing was selected: {}", self.why_nothing(plan.found)));
            return Err(Exit::NothingSelected);
        }
        Ok(())
    }

    fn why_nothing(&self, found: usize) -> String {
        let asked: Vec<String> = [("--tags", &self.filter.tags), ("--name", &self.filter.name)]
            .into_iter()
            .filter_map(|(flag, value)| Some(format!("{flag} \"{}\"", value.as_ref()?)))
            .collect();
        match asked.len() {
            0 => format!("there are no journeys in {}", self.paths.join(", ")),
            _ => format!(
                "{} fits none of {}\n  = help: loosen it, or drop it",
                asked.join(" with "),
                plural(found, "journey")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::PhraseRef;

    #[test]
    fn an_empty_selection_says_which_filter_emptied_it() {
        let choice = Choice {
            paths: vec!["features".to_owned()],
            filter: Filter { tags: Some("@slow".to_owned()), name: Some("^refund".to_owned()) },
        };
        insta::assert_snapshot!(choice.why_nothing(12), @r#"
        --tags "@slow" with --name "^refund" fits none of 12 journeys
          = help: loosen it, or drop it
        "#);
        let bare = Choice { paths: vec!["features".to_owned()], ..Choice::default() };
        assert_eq!(bare.why_nothing(0), "there are no journeys in features");
    }

    #[test]
    fn a_plan_without_mistakes_is_counted() {
        let mut plan = Plan { scenarios: Vec::new(), found: 3, phrases: Vec::new() };
        assert_eq!(praise(&plan, 0), "0 journeys of 3, 0 steps: no mistakes\n");
        plan.phrases.push(PhraseRef {
            sentence: "I buy".to_owned(),
            path: "a.feature".to_owned(),
            line: 2,
            steps: Vec::new(),
        });
        assert_eq!(praise(&plan, 0), "0 journeys of 3, 0 steps, 1 phrase: no mistakes\n");
        assert_eq!(praise(&plan, 2), "0 journeys of 3, 0 steps, 1 phrase: no mistakes, 2 warnings\n");
        assert_eq!(plural(1, "journey"), "1 journey");
    }
}
