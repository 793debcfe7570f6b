//! The checkout as a goal: look at what the page asks, answer it, go on, until the shop thanks or refuses.

use shopper_browser::{Entry, Failure, Locator, Look};

use super::moves::{Answer, AnswerKind, End, Errand, Move, Progress, Until};
use super::{Purpose, Site, View};
use crate::failure::{mistake, unmet};
use crate::pages::basket::Sum;
use crate::words::Word;
use crate::world::{Order, World};

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
        let answers = self.memory.address.iter().map(|(name, value)| match Purpose::called(name) {
            Some(purpose) => Ok((purpose, value.clone())),
            None => Err(mistake(
                format!("\"{name}\" is nothing that an address has"),
                "use: name, first name, last name, email, phone, street, address line 2, postcode, city, region, country",
            )),
        });
        Ok(Errand {
            customer: self.shop.customer.clone(),
            answers: answers.collect::<Result<_, _>>()?,
            print: self.shop.card_print.clone(),
            card: card.map(number).transpose()?,
            secure: false,
            shipping: self.memory.shipping.clone(),
            until,
        })
    }

    /// Goes through the checkout and remembers how it ended.
    pub(crate) async fn go_through(&mut self, errand: Errand) -> Result<End, Failure> {
        let mut progress = std::mem::take(&mut self.memory.progress);
        let end = self.site().go_on(&errand, &mut progress).await;
        self.memory.progress = progress;
        self.memory.errand = Some(errand);
        let (end, view) = end?;
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
    async fn go_on(&self, errand: &Errand, progress: &mut Progress) -> Result<(End, View), Failure> {
        for _ in 0..MOST_MOVES {
            let (next, view) = self
                .look("the checkout to go on", |view| match errand.next(view, progress, &self.shop) {
                    Ok(next) => Look::Accept((next, view.clone())),
                    Err(instead) => Look::NotYet(instead),
                })
                .await?;
            match next {
                Move::End(end) => return Ok((end, view)),
                Move::Complaint(complaint) => {
                    return Err(unmet(
                        format!("the shop does not go on: it says \"{complaint}\""),
                        "look at the picture: which field does the shop complain about?",
                    ));
                }
                Move::Fill(answers) => self.answer(&answers).await?,
                Move::Choose(choice) => self.page.check(&choice, true).await?,
                Move::Press(button) => self.page.click(&button).await?,
                Move::FillBank => self.fill_bank(errand).await?,
            }
        }
        Err(unmet(
            format!("the checkout has not ended after {MOST_MOVES} moves"),
            "look at the pictures: does the shop lead customers in a circle?",
        ))
    }

    /// Answers field by field; texts that follow each other are typed in one go.
    async fn answer(&self, answers: &[Answer]) -> Result<(), Failure> {
        let mut texts: Vec<Entry> = Vec::new();
        for answer in answers {
            match &answer.kind {
                AnswerKind::Type(text) => texts.push(Entry::new(answer.field.clone(), text)),
                AnswerKind::TypeSecret(text) => texts.push(Entry::secret(answer.field.clone(), text)),
                AnswerKind::Select(option) => {
                    self.page.fill_all(&std::mem::take(&mut texts)).await?;
                    self.page.choose(&answer.field, option).await?;
                }
                AnswerKind::Pick(names) => {
                    self.page.fill_all(&std::mem::take(&mut texts)).await?;
                    self.page.click(&answer.field).await?;
                    self.page.click(&Locator::role_named("option", names.clone()).first()).await?;
                }
            }
        }
        self.page.fill_all(&texts).await
    }

    /// Types the card into the fields of the bank, each in a frame of its own.
    async fn fill_bank(&self, errand: &Errand) -> Result<(), Failure> {
        let number = errand.card.as_deref().unwrap_or_default();
        for purpose in [Purpose::CardNumber, Purpose::Expiry, Purpose::CardCode] {
            let text = purpose.on_card(number, &errand.print, &errand.customer).expect("these are on every card");
            self.page.fill_secret(&purpose.locator(), &text).await?;
        }
        Ok(())
    }
}

impl View {
    /// What a confirmation says of the order.
    pub(crate) fn order(&self, shop: &crate::shop::Shop) -> Order {
        let total = self.basket(shop).sum(Sum::Total).and_then(|text| shop.money(text).ok());
        Order { number: self.order_number(shop), total }
    }

    /// The order's number, where the page says that it is one.
    pub(crate) fn order_number(&self, shop: &crate::shop::Shop) -> Option<String> {
        let words = shop.words(Word::OrderNumber);
        let like_a_number = |text: &str| {
            let word = text.trim_start_matches([':', '#', ' ']).split_whitespace().next()?.trim_end_matches(['.', ',']);
            (word.len() > 2 && word.contains(|sign: char| sign.is_ascii_digit())).then(|| word.to_owned())
        };
        self.notes.iter().enumerate().find_map(|(at, note)| {
            let word = words.iter().find(|word| super::begins(note, std::slice::from_ref(word)))?;
            let behind = note.get(word.len()..).unwrap_or_default();
            like_a_number(behind).or_else(|| like_a_number(self.notes.get(at + 1)?))
        })
    }
}
