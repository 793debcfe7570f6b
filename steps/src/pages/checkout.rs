//! The checkout as a goal: look at what the page asks, answer it, go on, until the shop thanks or refuses.

mod filling;

use std::time::Duration;

use shopper_browser::{Failure, Look};

use super::moves::{End, Errand, Move, Progress, Until, offers_shipping};
use super::view::LOOK;
use super::{Site, View, accept_if};
use crate::failure::{mistake, unmet};
use crate::pages::basket::Sum;
use crate::words::Word;
use crate::world::{Order, World};

/// So long after the address the ways of shipping may take to be offered.
const SHIPPING_COMES: Duration = Duration::from_secs(2);
/// So many moves lead through any checkout; after them somebody walks in circles.
const MOST_MOVES: usize = 40;

impl World {
    /// What the customer brings to the checkout.
    pub(crate) fn errand(&self, card: Option<&str>, until: Until) -> Result<Errand, Failure> {
        let number = |name: &str| {
            self.shop.card_number(name).map(str::to_owned).ok_or_else(|| {
                mistake(
                    format!("there is no test card \"{name}\""),
                    format!("use one of: {}; or add it to [cards] in shop.toml", self.shop.card_names().join(", ")),
                )
                .about(format!("\"{name}\""))
            })
        };
        Ok(Errand {
            customer: self.shop.customer.clone(),
            answers: self.memory.answers.clone(),
            print: self.shop.card_print.clone(),
            card: card.map(number).transpose()?,
            only_by_card: true,
            secure: false,
            twice: false,
            shipping: self.memory.shipping.clone(),
            until,
            account: self.memory.account.clone(),
        })
    }

    /// Goes through the checkout and remembers how it ended.
    pub(crate) async fn go_through(&mut self, errand: Errand) -> Result<End, Failure> {
        let mut progress = std::mem::take(&mut self.memory.progress);
        let end = self.site().go_on(&errand, &mut progress).await;
        self.memory.progress = progress;
        self.memory.errand = Some(errand);
        let (end, view) = end?;
        self.memory.refusal = match &end {
            End::Refused(why) => Some((why.clone(), self.page.latest_act())),
            _ => None,
        };
        if end == End::Confirmed {
            self.memory.order = Some(view.order(&self.shop));
        }
        Ok(end)
    }

    /// Pays with another card where the one before was refused, or for the first time.
    pub(crate) async fn pay(&mut self, card: &str, secure: bool) -> Result<End, Failure> {
        let errand = Errand { secure, ..self.errand(Some(card), Until::Placed)? };
        let view = self.site().now().await?;
        self.memory.progress.start_again(&view);
        self.go_through(errand).await
    }
}

impl Site {
    /// From the press that orders to the end, pages are taken as they come: many shops show a confirmation once only.
    async fn go_on(&self, errand: &Errand, progress: &mut Progress) -> Result<(End, View), Failure> {
        self.page.is_shown_once(progress.paid);
        let ended = self.make_moves(errand, progress).await;
        self.page.is_shown_once(false);
        ended
    }

    async fn make_moves(&self, errand: &Errand, progress: &mut Progress) -> Result<(End, View), Failure> {
        let mut twice = false;
        for _ in 0..MOST_MOVES {
            let (next, view) = self.next_move(errand, progress).await?;
            for found in std::mem::take(&mut progress.found) {
                self.note(found, &view);
            }
            self.diary.settle(&self.page);
            if let Some(text) = next.told() {
                self.diary.begin(&self.page, text);
            }
            if let Move::Place(_) = next {
                self.page.is_shown_once(true);
            }
            match next {
                Move::End(End::Confirmed) if errand.twice && !twice => {
                    return Err(unmet(
                        "the order was placed by a button that is not called so, and pressed once only",
                        "say in shop.toml which button places the order: [hints] \"place order\" = { ... }",
                    ));
                }
                Move::End(end) => return Ok((end, view)),
                Move::Complaint(complaint) => {
                    return Err(unmet(
                        format!("the shop does not go on: it says \"{complaint}\""),
                        "look at the picture: which field does the shop complain about?",
                    ));
                }
                Move::Unclear(failure) => return Err(failure),
                Move::Fill(answers) => self.answer(&answers, progress).await?,
                Move::Choose(choice, _) => self.check(&choice, true).await?,
                Move::Place(button) if errand.twice => {
                    self.click_twice(&button).await?;
                    twice = true;
                }
                Move::Press(button) | Move::Place(button) => self.click(&button).await?,
                Move::AwaitShipping => {
                    self.await_a_moment("the ways of shipping", |view| offers_shipping(view, &self.shop)).await;
                }
                Move::AwaitRegions => {
                    self.await_a_moment("the list of regions", |view| errand.offers_region(view)).await;
                }
                Move::FillBank => self.fill_bank(errand).await?,
            }
            self.diary.done();
        }
        Err(unmet(
            format!("the checkout has not ended after {MOST_MOVES} moves"),
            "look at the pictures: does the shop lead customers in a circle?",
        ))
    }

    /// What to do next on the page as it is now, with what is in its frames where they may ask something.
    async fn next_move(&self, errand: &Errand, progress: &mut Progress) -> Result<(Move, View), Failure> {
        let mut last = View::default();
        let found = self
            .look("the checkout to go on", |view| {
                if view.has_form_elsewhere(&self.shop) {
                    return Look::Accept(None);
                }
                match errand.next(view, progress, &self.shop) {
                    Ok(next) => Look::Accept(Some((next, view.clone()))),
                    Err(instead) => {
                        last = view.clone();
                        Look::NotYet(instead)
                    }
                }
            })
            .await;
        let found = match found {
            Ok(None) => {
                let judge = |views: Vec<View>| {
                    let view = View::joined(views);
                    let next = errand.next(&view, progress, &self.shop);
                    last.clone_from(&view);
                    Ok((next?, view))
                };
                self.page.read_with_frames("the checkout to go on", LOOK, self.asked(false), judge).await.map(Some)
            }
            found => found,
        };
        match found {
            Ok(Some(found)) => Ok(found),
            Ok(None) => Err(unmet("the page shows nothing", "look at the picture")),
            Err(failure) => Err(match errand.how_to_fill(&last, &self.shop) {
                Some(mend) => failure.mend(mend),
                None => failure,
            }),
        }
    }

    /// Gives the page a moment to offer something; it goes on without when it does not.
    async fn await_a_moment(&self, what: &str, offers: impl Fn(&View) -> bool + Send + Sync) {
        let soon = Site { page: self.page.with_patience(SHIPPING_COMES), ..self.clone() };
        let waited = soon.look(what, |view| accept_if(offers(view), || "it offers none".to_owned()));
        if waited.await.is_err() {
            tracing::debug!("the page does not offer {what}");
        }
    }
}

impl View {
    /// What a confirmation says of the order.
    pub(crate) fn order(&self, shop: &crate::shop::Shop) -> Order {
        let total = self.basket(shop).sum(Sum::Total).and_then(|text| shop.money(text).ok());
        Order { number: self.order_number(shop), total }
    }

    /// The order's number, where the page says that it is one: anywhere in a line or a heading.
    pub(crate) fn order_number(&self, shop: &crate::shop::Shop) -> Option<String> {
        let words: Vec<String> = shop.words(Word::OrderNumber).iter().map(|word| super::fold(word)).collect();
        let spoken = |text: &String| {
            let folded = text.to_lowercase();
            let behind = words.iter().find_map(|word| {
                let at = folded.find(word.as_str())?;
                folded.is_char_boundary(at).then(|| text.get(at + word.len()..)).flatten()
            })?;
            like_a_number(behind)
        };
        // What is ordered has a number of its own: `Bestell-Nr. 4711`.
        let goods: Vec<&String> = self
            .rows
            .iter()
            .filter(|row| row.goods)
            .flat_map(|row| &row.words)
            .filter(|text| spoken(text).is_some())
            .collect();
        let of_order = |text: &&String| !goods.iter().any(|word| text.contains(word.as_str()));
        let next = self.notes.windows(2).find_map(|pair| {
            let ends = words.iter().any(|word| super::fold(&pair[0]).ends_with(word.as_str()));
            ends.then(|| like_a_number(&pair[1])).flatten()
        });
        let mut lines = self.notes.iter().chain(&self.blocks).chain(&self.heads);
        lines
            .by_ref()
            .filter(of_order)
            .find_map(spoken)
            .or(next)
            .or_else(|| self.heads.iter().find_map(|head| titled(head)))
    }
}

/// The first word, if it is one that orders are numbered by.
fn like_a_number(text: &str) -> Option<String> {
    let text = text.trim_start_matches(|sign: char| sign.is_whitespace() || [':', '#', '.'].contains(&sign));
    let text = text.strip_prefix("is ").unwrap_or(text);
    let word =
        text.split_whitespace().next()?.trim_matches(|sign: char| ['.', ',', ':', ';', '!', '#'].contains(&sign));
    (word.len() > 2 && word.contains(|sign: char| sign.is_ascii_digit())).then(|| word.to_owned())
}

/// `Order 100002: confirmation`
fn titled(head: &str) -> Option<String> {
    let mut words = head.split_whitespace();
    let first = super::fold(words.next()?);
    ["order", "bestellung", "commande", "pedido"]
        .contains(&first.as_str())
        .then(|| like_a_number(words.next()?))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::Shop;

    #[test]
    fn the_number_of_an_order_is_found_where_shops_write_it() {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let number = |notes: &[&str], blocks: &[&str], heads: &[&str]| {
            let view = View { notes: texts(notes), blocks: texts(blocks), heads: texts(heads), ..View::default() };
            view.order_number(&Shop::default())
        };
        let found = |number: &str| Some(number.to_owned());
        assert_eq!(number(&["Order number: MS-100004"], &[], &[]), found("MS-100004"));
        assert_eq!(number(&["Order number", "MS-100004"], &[], &[]), found("MS-100004"));
        let sentence = "An email has been sent - your order number is 100002 . Please make a note";
        assert_eq!(number(&["An email", "100002"], &[sentence], &[]), found("100002"));
        assert_eq!(number(&["Order", "#", "10002"], &["Order #10002 is confirmed."], &[]), found("10002"));
        assert_eq!(number(&[], &[], &["Order 100002: confirmation"]), found("100002"));
        assert_eq!(number(&["Order number is on its way"], &[], &["Thank you"]), None);
    }
}
