//! What can be meant: the names under which a site map speaks of things, and which of them can be pointed to.

use crate::pages::Purpose;
use crate::words::Word;

/// Other names for a meaning.
const ALIASES: &[(&str, &str)] = &[
    ("cart link", "cart"),
    ("cart button", "cart"),
    ("checkout button", "checkout"),
    ("coupon field", "coupon"),
    ("search field", "search"),
    ("color", "colour"),
    ("zip", "postcode"),
    ("wishlist", "wish list"),
    ("add to wishlist", "add to wish list"),
    ("remove from wishlist", "remove from wish list"),
    ("subtotal", "sub-total"),
];

/// The pages whose addresses a site map may give.
pub const PATHS: [&str; 6] = ["cart", "wish list", "checkout", "search", "log in", "register"];

/// Things to press, or to choose.
const CONTROLS: &[Word] = &[
    Word::AddToCart,
    Word::Cart,
    Word::AddToWishList,
    Word::WishList,
    Word::RemoveFromWishList,
    Word::MoveToCart,
    Word::Checkout,
    Word::PlaceOrder,
    Word::Continue,
    Word::Remove,
    Word::Update,
    Word::CouponOpen,
    Word::CouponApply,
    Word::LogIn,
    Word::LogOut,
    Word::Register,
    Word::Account,
    Word::Orders,
    Word::Guest,
    Word::CardMethod,
    Word::BankWindow,
    Word::Approve,
    Word::Refuse,
    Word::Close,
];

/// Fields that are no part of an address or a card.
const FIELDS: &[Word] = &[Word::Search, Word::Quantity, Word::Coupon];

/// All keys that may stand under `[words]`.
pub fn words() -> Vec<&'static str> {
    let known = Word::ALL.iter().map(|word| word.key()).chain(Purpose::ALL.iter().map(|purpose| purpose.key()));
    with_aliases(known.collect())
}

/// All keys that may stand under `[hints]`.
pub fn hints() -> Vec<&'static str> {
    let known = CONTROLS.iter().chain(FIELDS).map(|word| word.key());
    with_aliases(known.chain(Purpose::ALL.iter().map(|purpose| purpose.key())).collect())
}

fn with_aliases(mut keys: Vec<&'static str>) -> Vec<&'static str> {
    let others = ALIASES.iter().filter(|(_, key)| keys.contains(key)).map(|(alias, _)| *alias);
    keys.extend(others.collect::<Vec<_>>());
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The one name of a meaning: in small letters, and without its other names.
pub fn canonical(name: &str) -> String {
    let name = name.trim().to_lowercase();
    ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, key)| (*key).to_owned())
}

/// Whether what is meant is a field, and not something to press.
pub(crate) fn is_field(key: &str) -> bool {
    FIELDS.iter().any(|word| word.key() == key) || Purpose::ALL.iter().any(|purpose| purpose.key() == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_lead_to_one() {
        assert_eq!(canonical("Cart link"), "cart");
        assert_eq!(canonical("postcode"), "postcode");
        for (alias, key) in ALIASES {
            assert!(words().contains(key) && words().contains(alias), "{alias}");
        }
        assert!(hints().contains(&"cart link") && !hints().contains(&"cart is empty"));
    }
}
