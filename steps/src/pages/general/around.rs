//! What is around any page: the device, the network, the server's own log-in, files that come and go.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use shopper_browser::{Emulation, Failure, Interception, Links, Locator, StepActivity};

use super::super::{Site, accept_if};
use super::anything;
use crate::failure::mistake;
use crate::world::World;

/// What a journey has made otherwise, for what it makes otherwise next.
#[derive(Default)]
pub(crate) struct Around {
    phone: bool,
    language: Option<String>,
    blocked: Vec<String>,
    rules: Interception,
}

/// How much later each request is sent on a slow network.
const SLOW: Duration = Duration::from_millis(400);
/// A phone's screen, in CSS pixels.
const PHONE: (u32, u32) = (390, 844);

impl World {
    /// Gives the customer a phone.
    pub(crate) async fn give_phone(&mut self) -> Result<(), Failure> {
        let (width, height) = PHONE;
        self.page.emulate(&Emulation::Screen { width, height, phone: true }).await?;
        self.memory.around.phone = true;
        self.be_customer().await
    }

    /// Lets the customer's browser ask for a language.
    pub(crate) async fn speak(&mut self, language: &str) -> Result<(), Failure> {
        self.memory.around.language = Some(language.to_owned());
        self.be_customer().await
    }

    async fn be_customer(&self) -> Result<(), Failure> {
        let Around { phone, language, .. } = &self.memory.around;
        self.page.emulate(&Emulation::Customer { phone: *phone, language: language.clone() }).await
    }

    /// Lets no request reach a host, beside those that are blocked already.
    pub(crate) async fn block(&mut self, place: &str) -> Result<(), Failure> {
        self.memory.around.blocked.push(place.to_owned());
        self.page.emulate(&Emulation::Blocked(self.memory.around.blocked.clone())).await
    }

    /// Gives each request to the shop's host a header, beside those it is given already.
    pub(crate) async fn give_header(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        let headers = &mut self.memory.around.rules.headers;
        headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        headers.push((name.to_owned(), value.to_owned()));
        self.follow_rules().await
    }

    /// Answers the shop's server when it asks who is there.
    pub(crate) async fn log_in_to_server(&mut self, user: &str, password: &str) -> Result<(), Failure> {
        self.memory.around.rules.login = Some((user.to_owned(), password.to_owned()));
        self.follow_rules().await
    }

    /// Takes the network away, or gives it back as it is.
    pub(crate) async fn be_offline(&mut self, offline: bool) -> Result<(), Failure> {
        if !offline && self.memory.around.rules.delay.take().is_some() {
            self.follow_rules().await?;
        }
        self.page.emulate(&Emulation::Offline(offline)).await
    }

    /// Makes the network slow.
    pub(crate) async fn be_slow(&mut self) -> Result<(), Failure> {
        self.memory.around.rules.delay = Some(SLOW);
        self.follow_rules().await
    }

    async fn follow_rules(&mut self) -> Result<(), Failure> {
        let url = &self.shop.url;
        let host = url.host_str().unwrap_or_default();
        let rules = &mut self.memory.around.rules;
        rules.host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        self.page.intercept(rules.clone()).await
    }
}

impl Site {
    /// Gives a file to a file field. Its path counts from the folder that the program was started in.
    pub(crate) async fn upload(&self, file: &str, field: &str) -> Result<(), Failure> {
        let path = std::path::absolute(Path::new(file)).unwrap_or_default();
        if !path.is_file() {
            let cure = "write the file's path from the folder that shopper is started in";
            return Err(mistake(format!("there is no file \"{file}\""), cure).about(file.to_owned()));
        }
        self.page.upload(&Locator::field(field), &path.to_string_lossy()).await
    }

    /// Drags one thing onto another.
    pub(crate) async fn drag(&self, what: &str, onto: &str) -> Result<(), Failure> {
        self.page.drag(&anything(what), &anything(onto)).await
    }

    /// Waits until the page and all that belongs to it have come.
    pub(crate) async fn until_loaded(&self) -> Result<(), Failure> {
        let judge = |state: String| accept_if(state == "complete", || "the page is still loading".to_owned());
        self.page.read("the whole page", "() => document.readyState", Value::Null, judge).await
    }

    /// Follows the visible links of the page.
    pub(crate) async fn follow_links(&self) -> Result<Links, Failure> {
        self.until_loaded().await?;
        self.page.links().await
    }
}

/// What came of the latest request to a place: a path, a path with query, or a whole address. Nothing while it is open.
pub(crate) fn answered(activity: &StepActivity, place: &str) -> Option<Result<u16, String>> {
    let meant = |address: &str| {
        url::Url::parse(address).is_ok_and(|url| {
            let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
            url.path() == place || format!("{}{query}", url.path()) == place || url.as_str() == place
        })
    };
    let entry = activity.network.iter().rfind(|entry| meant(&entry.url))?;
    match (entry.status, &entry.error) {
        (Some(status), _) => Some(Ok(status)),
        (None, Some(error)) => Some(Err(format!("the request has failed: {error}"))),
        (None, None) => Some(Err("the request is not answered yet".to_owned())),
    }
}

/// The uncaught error of a script since the document at `address` was asked for, if there was one.
pub(crate) fn script_error(activity: &StepActivity, address: &str) -> Option<String> {
    let bare = |url: &str| url.split('#').next().unwrap_or_default().to_owned();
    let asked = activity.network.iter().rfind(|one| one.kind == "Document" && bare(&one.url) == bare(address));
    let since = asked.map_or(0, |document| document.at_ms);
    let error = activity.console.iter().find(|line| line.level == "exception" && line.at_ms >= since)?;
    let place = error.source.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
    Some(format!("{}{place}", error.text.lines().next().unwrap_or_default()))
}
