//! One page of a walk: what of the expected is there, and what the hints of the site map match.

use std::collections::BTreeMap;

use shopper_browser::{Failure, Picture};

use crate::found::{Found, Means};
use crate::meanings::is_field;
use crate::pages::{Button, View, begins};
use crate::shop::Shop;
use crate::words::Word;

/// One page of a walk.
#[derive(Debug)]
pub struct Stop {
    /// Which page it is: `cart`.
    pub name: &'static str,
    /// Where it is, from the shop's host on.
    pub path: String,
    /// What it calls itself.
    pub what: String,
    /// What was found, each with a selector.
    pub found: Vec<Found>,
    /// What was expected here and not found.
    pub lost: Vec<Lost>,
    /// How many things each hint of the site map matches; -1 for one that is no selector.
    pub hinted: BTreeMap<String, i64>,
    /// What is there in place of what hints of the site map wanted.
    pub misses: BTreeMap<String, String>,
    /// The words of the site map that stand here, by what they are for.
    pub said: Vec<String>,
    /// The page with everything outlined.
    pub picture: Option<Picture>,
}

/// Something that was expected on a page.
#[derive(Debug)]
pub struct Lost {
    /// What it is called in a site map.
    pub meaning: &'static str,
    /// Why it could not be taken: two look the same.
    pub unclear: Option<Failure>,
    /// What has to be pressed before it is there: `button "Have a code?"`.
    pub behind: Option<String>,
}

impl Stop {
    pub(super) fn at(name: &'static str, view: &View, shop: &Shop, wanted: &[Word]) -> Self {
        let (mut found, mut lost) = (Vec::new(), Vec::new());
        for word in wanted {
            match one(view, shop, *word) {
                Ok(Some(one)) => found.push(one),
                // Not every shop has a wish list; and the order is often placed on a later page, where no walk goes.
                Ok(None) if word.is_about_wishes() || *word == Word::PlaceOrder => {}
                Ok(None) => lost.push(Lost { meaning: word.key(), unclear: None, behind: behind(view, shop, *word) }),
                Err(failure) => lost.push(Lost { meaning: word.key(), unclear: Some(failure), behind: None }),
            }
        }
        for field in view.fields.iter().filter(|field| !field.aside && !field.disabled) {
            let Some((purpose, by)) = field.asks() else { continue };
            if !found.iter().any(|known| known.selector == field.path || known.meaning == purpose.key()) {
                found.push(field.found(purpose.key(), by, view, shop));
            }
        }
        let misses = view.hinted.keys().filter_map(|key| Some((key.clone(), view.miss(shop, key)?)));
        let said = shop.words.iter().filter(|(_, words)| stands_in(view, words)).map(|(key, _)| key.clone());
        Self {
            name,
            path: view.path.clone(),
            what: view.what(),
            found,
            lost,
            hinted: view.hinted.clone(),
            misses: misses.collect(),
            said: said.collect(),
            picture: None,
        }
    }
}

/// What opens the part of the page in which a thing is.
fn behind(view: &View, shop: &Shop, word: Word) -> Option<String> {
    if word != Word::Coupon {
        return None;
    }
    let doors = shop.words(Word::CouponOpen);
    let door = view.buttons.iter().find(|button| !button.disabled && begins(&button.name, &doors))?;
    Some(door.found(Word::CouponOpen, Means::Name, shop).what)
}

/// The field or control for a word on this page.
fn one(view: &View, shop: &Shop, word: Word) -> Result<Option<Found>, Failure> {
    if is_field(word.key())
        && let Some(field) = field(view, shop, word)
    {
        return Ok(Some(field));
    }
    match word {
        Word::Remove | Word::Update => return Ok(in_line(view, shop, word)),
        Word::RemoveFromWishList => return Ok(in_line_of_wish(view, shop, word, Word::Remove)),
        Word::MoveToCart => return Ok(in_line_of_wish(view, shop, word, Word::AddToCart)),
        Word::PlaceOrder => return though_disabled(view, shop, word),
        _ => {}
    }
    let may = |button: &Button| match word {
        Word::WishList => button.may_lead_to_wishes(shop),
        Word::AddToWishList => !button.aside,
        _ => true,
    };
    Ok(view.pick(shop, word, may)?.map(|picked| picked.found))
}

fn field(view: &View, shop: &Shop, word: Word) -> Option<Found> {
    let words = shop.words(word);
    let fields = || view.fields.iter().filter(|field| !field.disabled);
    let hinted = fields().find(|field| field.is_hinted(word.key())).map(|field| (field, Means::Hint));
    let named = || fields().find(|field| begins(&field.name, &words)).map(|field| (field, Means::Name));
    let kind = || match word {
        Word::Search => fields().find(|field| field.input == "search").map(|field| (field, Means::Kind)),
        Word::Quantity => fields()
            .find(|field| !field.aside && field.kind == "text" && field.value == "1")
            .map(|field| (field, Means::Position)),
        _ => None,
    };
    let (field, by) = hinted.or_else(named).or_else(kind)?;
    Some(field.found(word.key(), by, view, shop))
}

/// A button that may still be disabled, as that which orders is until all is answered.
fn though_disabled(view: &View, shop: &Shop, word: Word) -> Result<Option<Found>, Failure> {
    let awake = |button: &Button| Button { disabled: false, ..button.clone() };
    let buttons = view.buttons.iter().map(awake).collect();
    let woken = View { buttons, hinted: view.hinted.clone(), ..View::default() };
    Ok(woken.pick(shop, word, |button| !button.link)?.map(|picked| picked.found))
}

/// Each line of a cart has one: several are no tie.
fn in_line(view: &View, shop: &Shop, word: Word) -> Option<Found> {
    view.buttons.iter().find_map(|button| {
        let single = View { buttons: vec![button.clone()], hinted: view.hinted.clone(), ..View::default() };
        let picked = single.pick(shop, word, |_| true).ok()??;
        Some(picked.found)
    })
}

/// On a wish list the same may be called as elsewhere.
fn in_line_of_wish(view: &View, shop: &Shop, word: Word, otherwise: Word) -> Option<Found> {
    let other = || Some(Found { meaning: word.key().to_owned(), ..in_line(view, shop, otherwise)? });
    in_line(view, shop, word).or_else(other)
}

/// Whether one of the shop's own words stands on the page, on a control, a field or in a text.
fn stands_in(view: &View, words: &[String]) -> bool {
    let names = view.buttons.iter().map(|one| &one.name);
    let fields = view.fields.iter().flat_map(|field| [&field.name, &field.placeholder, &field.caption]);
    let choices = view.choices.iter().map(|one| &one.words);
    let mut all = names.chain(fields).chain(choices).chain(&view.heads).chain(view.texts());
    all.any(|text| crate::pages::holds(text, words))
}
