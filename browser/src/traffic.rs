//! What a page has asked for and what came of it: requests, files, links, and errors of its scripts.

use serde::Deserialize;
use serde_json::Value;

use crate::evidence::{Mark, StepActivity};
use crate::failure::{Class, Failure};
use crate::page::Page;
use crate::wait::{self, Try};
use crate::wire::{Frame, WireError};

/// Asks for each address that a visible link leads to, six at a time; a link that ends or removes something is left out.
/// What another host answers cannot be read, only whether it does.
const LINKS: &str = "async (eyes) => {
  const risky = /log-?out|sign-?out|abmelden|remove|delete|unsubscribe/i;
  const links = new Map();
  for (const link of eyes.all('a[href],area[href]')) {
    const url = new URL(link.href, document.baseURI);
    url.hash = '';
    if (/^https?:$/.test(url.protocol) && eyes.visible(link) && !risky.test(url.href + ' ' + eyes.name(link)) && !links.has(url.href)) links.set(url.href, eyes.name(link));
  }
  const left = [...links].slice(0, 200);
  const broken = [];
  const ask = async (url, method) => (await fetch(url, { method, credentials: 'include', signal: AbortSignal.timeout(10000) })).status;
  const look = async ([url, name]) => {
    try {
      if (new URL(url).origin !== location.origin) { await fetch(url, { mode: 'no-cors', signal: AbortSignal.timeout(10000) }); return; }
      let status = await ask(url, 'HEAD');
      if (status === 405 || status === 501) status = await ask(url, 'GET');
      if (status >= 400) broken.push({ name, url, why: `is answered with ${status}` });
    } catch (error) {
      broken.push({ name, url, why: error.name === 'TimeoutError' ? 'is not answered' : 'cannot be reached' });
    }
  };
  await Promise.all(Array.from({ length: 6 }, async () => { while (left.length) await look(left.shift()); }));
  return { asked: links.size, broken };
}";

/// A link that leads nowhere.
#[derive(Debug, Clone, Deserialize)]
pub struct BrokenLink {
    /// What the link is called.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// What is wrong: `is answered with 404`.
    pub why: String,
}

/// The links of a page, followed.
#[derive(Debug, Clone, Deserialize)]
pub struct Links {
    /// How many addresses were asked for.
    pub asked: usize,
    /// Those that lead nowhere.
    pub broken: Vec<BrokenLink>,
}

/// A file that a page has handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// The name that it is given.
    pub name: String,
    /// `None` while it is on its way; whether all of it has come.
    pub complete: Option<bool>,
}

impl Page {
    /// Waits until `judge` accepts what the console said and the network did since `mark`; it gives what is wrong.
    pub async fn expect_activity(
        &self,
        what: &str,
        mark: Mark,
        mut judge: impl FnMut(&StepActivity) -> Option<String>,
    ) -> Result<(), Failure> {
        wait::polled(self, what, async || match self.tab().activity() {
            None => Err(WireError::Unsupported(
                "this wire has no events: nobody can tell what the network and the scripts did".to_owned(),
            )),
            Some(log) => Ok(judge(&log.since(mark)).map_or(Ok(()), Err)),
        })
        .await
    }

    /// Follows the visible links of the page, without leaving it.
    pub async fn links(&self) -> Result<Links, Failure> {
        let answer = wait::until(self, "the links of the page", async |_| {
            Ok(Try::Done(self.tab().call(&Frame::Main, LINKS, &Value::Null, self.answer_by()).await?))
        })
        .await?;
        serde_json::from_value(answer)
            .map_err(|error| Failure::new(Class::Lost, format!("the page could not be read: {error}")))
    }

    /// Waits until `judge` accepts the files that the pages of this context have handed out; it gives what is wrong.
    pub async fn expect_downloads(&self, mut judge: impl FnMut(&[Download]) -> Option<String>) -> Result<(), Failure> {
        wait::polled(self, "a download", async || {
            let files = self.tab().downloads().await?;
            Ok(judge(&files).map_or(Ok(()), Err))
        })
        .await
    }
}
