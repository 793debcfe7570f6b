//! Narrowing a list: boxes to tick, options of a list, links, and two fields for a range of prices; some shops keep all
//! of them closed at first.

use shopper_browser::{Entry, Failure, Locator, Look};

use super::view::{Button, Field, button_locator};
use super::{Names, Site, View, begins, holds, names, same};
use crate::failure::unmet;
use crate::words::Word;

/// Filters may lie in a drawer, and there in a group that is closed.
const MOST_DOORS: usize = 2;

/// How one value of a filter is chosen.
enum Way {
    Tick(Locator),
    Choose(Locator, String, i32),
    Press(Locator),
}

impl Site {
    /// Chooses one value of a filter, and applies it where the shop wants that.
    pub(crate) async fn filter(&self, filter: &str, value: &str) -> Result<(), Failure> {
        let mut view = self.now().await?;
        for _ in 0..=MOST_DOORS {
            if let Some(way) = way(&view, filter, value) {
                return self.take(way).await;
            }
            let Some(door) = door(&view, &[filter.to_owned()], &self.shop.words(Word::Filter)) else { break };
            self.click(&door).await?;
            let before = view.clone();
            view = self
                .look("the filters to open", |view| {
                    let opened = way(view, filter, value).is_some() || *view != before;
                    view.accept_if(opened, || format!("the page {} shows no more than before", view.what()))
                })
                .await?;
        }
        // A group that opens without telling the page's readers whether it is open.
        self.click(&Locator::clickable(filter).first().named(&format!("the filter \"{filter}\""))).await?;
        let way = self
            .look(&format!("\"{value}\" under \"{filter}\""), |view| match way(view, filter, value) {
                Some(way) => Look::Accept(way),
                None => Look::NotYet(format!("the page {} offers no {filter} \"{value}\"", view.what())),
            })
            .await?;
        self.take(way).await
    }

    async fn take(&self, way: Way) -> Result<(), Failure> {
        match way {
            Way::Tick(at) => {
                self.check(&at, true).await?;
                self.apply(None).await
            }
            Way::Choose(at, option, form) => {
                self.choose(&at, &option).await?;
                self.apply(Some(form)).await
            }
            Way::Press(at) => self.click(&at).await,
        }
    }

    /// Types a range of prices.
    pub(crate) async fn filter_prices(&self, lowest: &str, highest: &str) -> Result<(), Failure> {
        let view = self.now().await?;
        let fields = [(Word::Lowest, lowest), (Word::Highest, highest)].map(|(word, amount)| {
            let field = price_field(&view, &self.shop.words(word), &self.shop.words(Word::Price))?;
            Some((Entry::new(field.locator(&view), amount), field.form))
        });
        let [Some((low, form)), Some((high, _))] = fields else {
            return Err(unmet(
                format!("the page {} has no two fields for a range of prices", view.what()),
                "where the shop offers ranges to choose from, say: I filter by \"Price\" \"$10 - $20\"",
            ));
        };
        self.fill_all(&[low]).await?;
        self.page.press("Tab").await?;
        // The page may have been made anew by the first one.
        let view = self.now().await?;
        let again = price_field(&view, &self.shop.words(Word::Highest), &self.shop.words(Word::Price));
        let high = again.map_or(high, |field| Entry::new(field.locator(&view), highest));
        self.fill_all(&[high]).await?;
        self.page.press("Enter").await?;
        if form < 0 { Ok(()) } else { self.apply(Some(form)).await }
    }

    /// Presses the button of the filter's own form, or of any form where that is not known, if there is one.
    async fn apply(&self, form: Option<i32>) -> Result<(), Failure> {
        let view = self.now().await?;
        let words = self.shop.words(Word::FilterApply);
        let own = |button: &&Button| {
            !button.link && !button.aside && form.map_or(button.form >= 0, |form| button.form == form)
        };
        let button = view.buttons.iter().filter(own).find(|button| names(&button.name, &words));
        match button {
            Some(button) => self.click(&button_locator(button, &view)).await,
            None => Ok(()),
        }
    }
}

/// How this value is chosen on the page as it is.
fn way(view: &View, filter: &str, value: &str) -> Option<Way> {
    let wanted = [value.to_owned()];
    let called = [filter.to_owned()];
    let ticks = || view.choices.iter().filter(|one| !one.aside && !one.disabled);
    let fits = |text: &str| same(text, value) || begins(text, &wanted);
    let tick = ticks()
        .find(|one| (fits(&one.name) || fits(&one.words)) && holds(&one.heading, &called))
        .or_else(|| ticks().find(|one| fits(&one.name) || fits(&one.words)));
    if let Some(tick) = tick {
        return Some(Way::Tick(Locator::css(&tick.path).named(&format!("\"{value}\""))));
    }
    let select = view.fields.iter().filter(|field| field.kind == "select").find_map(|field| {
        let option = field.options.iter().find(|option| fits(option))?;
        let own = begins(&field.name, &called) || begins(&field.caption, &called) || holds(&field.heading, &called);
        own.then(|| Way::Choose(field.locator(view), option.clone(), field.form))
    });
    let press = || {
        let button = view.buttons.iter().find(|one| !one.aside && !one.disabled && fits(&one.name))?;
        Some(Way::Press(button_locator(button, view)))
    };
    select.or_else(press)
}

/// What opens the filters: the closed group of that name, or the button to all of them.
fn door(view: &View, filter: &[String], all: &Names) -> Option<Locator> {
    let closed = |button: &&Button| !button.aside && button.expanded.as_deref() == Some("false");
    let group = view.buttons.iter().filter(closed).find(|button| names(&button.name, filter));
    let drawer = || view.buttons.iter().find(|button| !button.aside && !button.link && names(&button.name, all));
    group.or_else(drawer).map(|button| button_locator(button, view))
}

fn price_field<'v>(view: &'v View, end: &[String], price: &[String]) -> Option<&'v Field> {
    let texts = |field: &Field| format!("{} {} {}", field.name, field.placeholder, field.caption);
    let mut fields = view.fields.iter().filter(|field| field.kind == "text" && !field.aside && !field.disabled);
    let says = |text: &str, words: &[String]| {
        text.split(|sign: char| !sign.is_alphanumeric()).any(|part| words.iter().any(|word| same(part, word)))
    };
    fields.find(|field| {
        let said = texts(field);
        let priced = says(&said, price) || says(&field.heading, price) || says(&field.attribute, price);
        (says(&said, end) || says(&field.attribute, end)) && (priced || field.attribute.len() < 8)
    })
}
