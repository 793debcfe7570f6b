//! Names that mean something in one shop alone: test cards, customers, roles of products. What its settings do not
//! know is told while planning, and what stands for something else is put in its place.

use crate::data::{country_meant, knows};
use crate::one_time::Authenticator;
use crate::shop::Shop;

/// A name that the shop's settings do not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong, in one line.
    pub what: String,
    /// How to mend it, in one line.
    pub mend: String,
}

/// What a name means: nothing else than it says, another literal, or nothing that is known.
pub type Settled = Result<Option<String>, Unknown>;

/// Names that are as like as this are taken for misspelled.
const ALIKE: f64 = 0.8;
/// More names than this are not listed.
const MOST_LISTED: usize = 12;

/// A test card must be built in or stand in `[cards]`.
pub(crate) fn card(name: &str, shop: &Shop) -> Settled {
    if shop.card_number(name).is_some() {
        return Ok(None);
    }
    let mend = instead(name, &shop.card_names(), "add its number to [cards] in shop.toml");
    if name.bytes().filter(u8::is_ascii_digit).count() >= 12 {
        return Err(Unknown { what: "a card is called by its name, not by its number".to_owned(), mend });
    }
    Err(Unknown { what: format!("there is no test card \"{name}\""), mend })
}

/// A customer must stand in `[customers]`.
pub(crate) fn customer(name: &str, shop: &Shop) -> Settled {
    if shop.customer_named(name).is_some() {
        return Ok(None);
    }
    let names: Vec<&str> = shop.customers.keys().map(String::as_str).collect();
    let own = format!("write a table [customers.\"{name}\"] in shop.toml; what it leaves out is as in [customer]");
    Err(Unknown { what: format!("there is no customer \"{name}\""), mend: instead(name, &names, &own) })
}

/// Addresses must be known of a country that somebody new is from.
pub(crate) fn country(name: &str, _shop: &Shop) -> Settled {
    if knows(name) {
        return Ok(None);
    }
    let own = "write a table [customers.NAME] in shop.toml and say: Given I am the customer \"NAME\"";
    let mend = match country_meant(name).filter(|meant| knows(meant)) {
        Some(meant) => format!("did you mean \"{meant}\"? Or {own}"),
        None => own.to_owned(),
    };
    Err(Unknown { what: format!("addresses of {name} cannot be made up"), mend })
}

/// An authenticator must stand in `[one-time-codes]`, with a secret that can be read. One whose environment variable is
/// not set is empty while planning; a run wants it.
pub(crate) fn authenticator(name: &str, shop: &Shop) -> Settled {
    let own = format!("add its secret to [one-time-codes] in shopper.toml: \"{name}\" = {{ env = \"...\" }}");
    let Some(secret) = shop.one_time_secret(name) else {
        let names: Vec<&str> = shop.one_time_codes.keys().map(String::as_str).collect();
        return Err(Unknown {
            what: format!("there is no authenticator \"{name}\""),
            mend: instead(name, &names, &own),
        });
    };
    match Authenticator::read(secret) {
        Err(why) if !secret.is_empty() => Err(Unknown {
            what: format!("the secret of the authenticator \"{name}\" cannot be read: {why}"),
            mend: "copy it from where the account shows it: base32, or its otpauth:// address".to_owned(),
        }),
        _ => Ok(None),
    }
}

/// A role of `[products]` stands for a product; a role that nobody has is no product's name.
pub(crate) fn product(name: &str, shop: &Shop) -> Settled {
    Ok(product_meant(name, shop)?.map(literal))
}

/// The name of the product that a role of `[products]` stands for.
pub(crate) fn product_meant<'s>(name: &str, shop: &'s Shop) -> Result<Option<&'s str>, Unknown> {
    let given = shop.products.iter().find(|(role, _)| role.to_lowercase() == name.to_lowercase());
    if let Some((_, product)) = given {
        return Ok(Some(product));
    }
    if !is_role(name) {
        return Ok(None);
    }
    let roles: Vec<&str> = shop.products.keys().map(String::as_str).collect();
    let own = format!("say in shop.toml which one it is: [products] and \"{name}\" = \"Blue Mug\"");
    Err(Unknown { what: format!("no product stands for \"{name}\""), mend: instead(name, &roles, &own) })
}

/// Whether a text speaks of a product without naming it: "an in-stock product", "the cheapest article".
pub(crate) fn is_role(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    words.len() > 1
        && ["a", "an", "the", "any", "some", "another"].contains(first)
        && ["product", "item", "article"].contains(last)
}

/// The name that is nearest, or all there are, and else what to write.
fn instead(name: &str, known: &[&str], own: &str) -> String {
    let name = name.to_lowercase();
    let near = known
        .iter()
        .map(|known| (strsim::jaro_winkler(&name, &known.to_lowercase()), known))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    match near {
        Some((_, near)) => format!("did you mean \"{near}\"? Or {own}"),
        None if known.is_empty() || known.len() > MOST_LISTED => own.to_owned(),
        None => format!("use one of: {}; or {own}", known.join(", ")),
    }
}

/// A text as a step quotes it.
pub(crate) fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> Shop {
        let mut shop = Shop::default();
        shop.cards.insert("stolen".to_owned(), "4000 0000 0000 9979".to_owned());
        shop.products.insert("an in-stock product".to_owned(), "Mug 3\" \"Blue\"".to_owned());
        shop.customers.insert("German business".to_owned(), shop.customer.clone());
        shop
    }

    #[test]
    fn a_card_is_one_of_those_there_are() {
        let shop = shop();
        for known in ["good", "3-d secure", "stolen", "Stolen"] {
            assert_eq!(card(known, &shop), Ok(None), "{known}");
        }
        let unknown = card("declinde", &shop).unwrap_err();
        assert_eq!(unknown.what, "there is no test card \"declinde\"");
        assert_eq!(unknown.mend, "did you mean \"declined\"? Or add its number to [cards] in shop.toml");
        let mend = card("quux", &shop).unwrap_err().mend;
        assert!(mend.starts_with("use one of: 3-D Secure, ") && mend.contains("stolen"), "{mend}");
        let number = card("4111 1111 1111 1111", &shop).unwrap_err();
        assert!(!format!("{number:?}").contains("1111"), "{number:?}");
    }

    #[test]
    fn a_role_stands_for_a_product_and_a_name_for_itself() {
        let shop = shop();
        assert_eq!(product("Blue Mug", &shop), Ok(None));
        assert_eq!(product("The Great Product", &shop), Ok(None), "capitals make it a name");
        assert_eq!(product("An in-stock product", &shop), Ok(Some("\"Mug 3\\\" \\\"Blue\\\"\"".to_owned())));
        let unknown = product("an in-stok product", &shop).unwrap_err();
        assert!(unknown.mend.starts_with("did you mean \"an in-stock product\"?"), "{}", unknown.mend);
        let unknown = product("the cheapest article", &Shop::default()).unwrap_err();
        assert_eq!(
            unknown.mend,
            "say in shop.toml which one it is: [products] and \"the cheapest article\" = \"Blue Mug\""
        );
    }

    #[test]
    fn an_authenticator_has_a_secret_that_can_be_read() {
        let mut shop = shop();
        for (name, secret) in [("Ada", "GEZDGNBVGY3TQOJQ"), ("Grace", "not base32!"), ("Later", "")] {
            shop.one_time_codes.insert(name.to_owned(), secret.to_owned());
        }
        assert_eq!(authenticator("ada", &shop), Ok(None));
        assert_eq!(authenticator("Later", &shop), Ok(None), "its variable may be set when it is run");
        let unknown = authenticator("Adda", &shop).unwrap_err();
        assert!(unknown.mend.starts_with("did you mean \"Ada\"?"), "{}", unknown.mend);
        let bad = authenticator("Grace", &shop).unwrap_err();
        assert!(bad.what.contains("base32") && !format!("{bad:?}").contains("not base32!"), "{bad:?}");
    }

    #[test]
    fn somebody_new_is_from_a_country_whose_addresses_are_known() {
        assert_eq!(country("Deutschland", &shop()), Ok(None));
        let unknown = country("Germnay", &shop()).unwrap_err();
        assert!(unknown.mend.starts_with("did you mean \"Germany\"?"), "{}", unknown.mend);
        let unknown = country("Atlantis", &shop()).unwrap_err();
        assert_eq!(unknown.what, "addresses of Atlantis cannot be made up");
        assert!(unknown.mend.starts_with("write a table [customers.NAME]"), "{}", unknown.mend);
    }

    #[test]
    fn a_customer_is_one_of_the_settings() {
        assert_eq!(customer("german business", &shop()), Ok(None));
        let unknown = customer("German busines", &shop()).unwrap_err();
        assert!(unknown.mend.starts_with("did you mean \"German business\"?"), "{}", unknown.mend);
        let mend = customer("Ada", &Shop::default()).unwrap_err().mend;
        assert!(mend.starts_with("write a table [customers.\"Ada\"]"), "{mend}");
    }
}
