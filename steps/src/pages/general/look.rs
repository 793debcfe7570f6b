//! What any page shows: controls by name, how often something is there, tables and lists.

use serde::Deserialize;
use serde_json::{Value, json};
use shopper_browser::{Failure, Locator, Look};

use super::super::Site;
use super::pressable;

const CONTROLS: &str = "(args, eyes) => eyes.seen(args.locator).map((element) => eyes.state(element, args.words))";
const COUNT: &str = "(args, eyes) => [eyes.seen(args).length, eyes.norm(document.body?.innerText).length > 0]";
const TITLE: &str = "() => document.title";
const ADDRESS: &str = "() => location.href";
const SHOWS: &str = "(args, eyes) => eyes.norm(document.body?.innerText).length > 0 || eyes.all('img,svg,canvas,video').some(eyes.visible)";
/// Each table with its header and the cells below it; a header is a row of header cells, or else the first row.
const TABLES: &str = "(args, eyes) => eyes.all('table,[role=table],[role=grid]').filter(eyes.visible).map((table) => {
  const own = (one) => one.closest('table,[role=table],[role=grid]') === table;
  const rows = [...table.querySelectorAll('tr,[role=row]')].filter((row) => own(row) && eyes.visible(row));
  const cells = (row) => [...row.querySelectorAll('td,th,[role=cell],[role=gridcell],[role=columnheader],[role=rowheader]')]
    .filter(own).flatMap((cell) => [eyes.text(cell), ...Array(Math.min(20, (cell.colSpan || 1) - 1)).fill('')]);
  const head = rows.findIndex((row) => row.closest('thead') || [...row.children].every((cell) => cell.localName === 'th' || cell.getAttribute('role') === 'columnheader'));
  const at = Math.max(0, head);
  return { header: rows[at] ? cells(rows[at]) : [], rows: rows.slice(at + 1).filter((row) => !row.closest('tfoot')).map(cells) };
})";
/// The entries of each list; the cards that stand beside each other are one, too.
const LISTS: &str = "(args, eyes) => {
  const lists = eyes.all('ul,ol,menu,[role=list],[role=listbox],[role=feed]').map((list) => [...list.children].filter((one) => /^(li|article)$/.test(one.localName) || /^(listitem|option|article)$/.test(one.getAttribute('role') ?? '')));
  const cards = new Set(eyes.all('article').map((one) => one.parentElement));
  for (const holder of cards) if (holder) lists.push([...holder.children].filter((one) => one.localName === 'article'));
  return lists.map((entries) => entries.filter(eyes.visible).map(eyes.text)).filter((entries) => entries.length);
}";

/// A button or field, as a person sees it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Control {
    /// `button "Pay"`.
    pub(crate) what: String,
    /// What it holds, for a message.
    pub(crate) told: String,
    /// Whether it holds what was asked for.
    pub(crate) holds: bool,
    pub(crate) disabled: bool,
    pub(crate) checked: bool,
}

/// A table of the page.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Grid {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Site {
    /// Waits until the document's title is right.
    pub(crate) async fn look_at_title(&self, judge: impl FnMut(String) -> Look<()>) -> Result<(), Failure> {
        self.page.read("the page's title", TITLE, Value::Null, judge).await
    }

    /// Waits until the document's address is right.
    pub(crate) async fn look_at_address(&self, judge: impl FnMut(String) -> Look<()>) -> Result<(), Failure> {
        self.page.read("the address", ADDRESS, Value::Null, judge).await
    }

    /// Waits until the page shows anything at all.
    pub(crate) async fn until_something_shows(&self) -> Result<(), Failure> {
        let judge = |shows: bool| super::super::accept_if(shows, || "the page is empty".to_owned());
        self.page.read("a page that shows something", SHOWS, Value::Null, judge).await
    }

    /// Looks at how often something of that name can be seen, and whether the page shows anything.
    pub(crate) async fn look_at_count(
        &self,
        name: &str,
        mut judge: impl FnMut(usize, bool) -> Look<()>,
    ) -> Result<(), Failure> {
        let asked = json!(pressable(name));
        self.page.read(&format!("\"{name}\""), COUNT, asked, |(count, any): (usize, bool)| judge(count, any)).await
    }

    /// Looks at the one button or link of that name.
    pub(crate) async fn look_at_button(
        &self,
        name: &str,
        judge: impl FnMut(&Control) -> Look<()>,
    ) -> Result<(), Failure> {
        self.look_at_control(Locator::clickable(name), "", judge).await
    }

    /// Looks at the one field of that name, and whether it holds `words`.
    pub(crate) async fn look_at_field(
        &self,
        name: &str,
        words: &str,
        judge: impl FnMut(&Control) -> Look<()>,
    ) -> Result<(), Failure> {
        self.look_at_control(Locator::field(name), words, judge).await
    }

    async fn look_at_control(
        &self,
        locator: Locator,
        words: &str,
        mut judge: impl FnMut(&Control) -> Look<()>,
    ) -> Result<(), Failure> {
        let asked = json!({"locator": locator, "words": words});
        let look = |controls: Vec<Control>| match controls.as_slice() {
            [] => Look::NotYet(format!("the page shows no {locator}")),
            [control] => judge(control),
            several => Look::NotYet(format!("the page shows {} of {locator}", several.len())),
        };
        self.page.read(&locator.to_string(), CONTROLS, asked, look).await
    }

    /// Looks at the tables of the page.
    pub(crate) async fn look_at_tables(&self, mut judge: impl FnMut(&[Grid]) -> Look<()>) -> Result<(), Failure> {
        self.page.read("the table", TABLES, Value::Null, |tables: Vec<Grid>| judge(&tables)).await
    }

    /// Looks at the lists of the page.
    pub(crate) async fn look_at_lists(&self, mut judge: impl FnMut(&[Vec<String>]) -> Look<()>) -> Result<(), Failure> {
        self.page.read("the list", LISTS, Value::Null, |lists: Vec<Vec<String>>| judge(&lists)).await
    }
}
