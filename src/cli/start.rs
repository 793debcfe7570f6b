//! How every command begins: settings resolved, secrets known to the redactor, the log started.

use std::io::IsTerminal;
use std::sync::Arc;

use shopper_browser::Redactor;
use tracing::warn;

use super::flags::Common;
use super::{logging, output};
use crate::config::{ColorChoice, Flags, Settings, Sources};
use crate::exit::Exit;
use crate::report::Look;

/// What is known before a command begins.
#[derive(Debug)]
pub(crate) struct Start {
    pub(crate) common: Common,
}

/// What a command works with.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) settings: Settings,
    pub(crate) redactor: Arc<Redactor>,
}

impl Start {
    /// The colours to tell troubles of the settings in: the flag alone can say before they are resolved.
    fn color(&self) -> ColorChoice {
        match self.common.color.as_deref() {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            _ => ColorChoice::Auto,
        }
    }

    /// Resolves the settings with these flags. What is wrong with them is printed; it ends the program.
    pub(crate) fn settings(&self, flags: Flags) -> Result<Ready, Exit> {
        self.settings_beside(flags, &[])
    }

    /// The same for features at these paths: the site map beside them holds.
    pub(crate) fn settings_beside(&self, mut flags: Flags, features: &[String]) -> Result<Ready, Exit> {
        self.common.put(&mut flags);
        let sources = Sources {
            site_map: self.common.site_map.clone(),
            beside: features.to_vec(),
            ..Sources::of_process(self.common.config.clone(), flags)
        };
        let settings = Settings::resolve(&sources).map_err(|troubles| {
            output::complain(&troubles.render(look_of_stderr(self.color()).colour));
            Exit::Mistaken
        })?;
        for warning in &settings.unheard {
            output::complain(warning);
        }
        let redactor = Arc::new(Redactor::default());
        let too_short: Vec<&str> = settings
            .hidden()
            .iter()
            .filter(|(name, value)| !redactor.hide(name, value))
            .map(|(name, _)| name.as_str())
            .collect();
        logging::start(self.common.verbose, look_of_stderr(settings.color.value).colour, Arc::clone(&redactor));
        for name in too_short {
            warn!("the value of {name} is shorter than four characters: it is not hidden in texts");
        }
        Ok(Ready { settings, redactor })
    }
}

impl Ready {
    /// For commands that go to the shop: every variable that the settings name must be set.
    pub(crate) fn with_variables(self) -> Result<Self, Exit> {
        match self.settings.require_variables() {
            Ok(()) => Ok(self),
            Err(troubles) => {
                output::complain(&troubles.render(self.colour_stderr()));
                Err(Exit::Mistaken)
            }
        }
    }

    /// How standard output looks.
    pub(crate) fn look(&self) -> Look {
        let is_terminal = std::io::stdout().is_terminal();
        Look::decide(self.settings.color.value, is_terminal, variable)
    }

    /// Whether standard error is coloured.
    pub(crate) fn colour_stderr(&self) -> bool {
        look_of_stderr(self.settings.color.value).colour
    }
}

fn look_of_stderr(choice: ColorChoice) -> Look {
    Look::decide(choice, std::io::stderr().is_terminal(), variable)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
