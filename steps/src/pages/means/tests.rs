//! Which of several controls is taken, and when that is nobody's guess.

use shopper_browser::Class;

use super::*;
use crate::hint::Hint;

fn button(name: &str, path: &str) -> Button {
    Button { name: name.to_owned(), path: path.to_owned(), goal: path.to_owned(), ..Button::default() }
}

fn view(buttons: Vec<Button>) -> View {
    View { buttons, ..View::default() }
}

fn picked(view: &View, word: Word) -> (String, Means, u8, Option<String>) {
    let picked = view.pick(&Shop::default(), word, |_| true).unwrap().expect("something fits");
    let found = picked.found;
    (found.what, found.by, found.score, found.runner_up.map(|next| next.what))
}

#[test]
fn a_name_beats_a_title_and_a_title_an_icon() {
    let icon = Button { icon: vec!["icon".to_owned(), "cart".to_owned()], ..button("", "#a") };
    let title = Button { title: "Cart".to_owned(), ..button("2", "#b") };
    let named = button("Cart (2)", "#c");
    let all = view(vec![icon.clone(), title.clone(), named]);
    let expected = ("button \"Cart (2)\"".to_owned(), Means::Name, 90, Some("button \"2\"".to_owned()));
    assert_eq!(picked(&all, Word::Cart), expected);
    assert_eq!(picked(&view(vec![icon.clone(), title]), Word::Cart).1, Means::Title);
    let guessed = picked(&view(vec![icon]), Word::Cart);
    assert_eq!(guessed, ("button without a name (\"icon cart\")".to_owned(), Means::Icon, 40, None));
}

#[test]
fn an_icon_means_nothing_where_a_name_means_something_else() {
    let wears = |name: &str| Button { icon: vec!["cart".to_owned()], ..button(name, name) };
    for name in ["Remove", "Update", "Add to cart", "Place order", "Continue"] {
        let chosen = picked(&view(vec![wears(name), wears("")]), Word::Cart);
        assert_eq!((chosen.0.as_str(), chosen.3), ("button without a name (\"cart\")", None), "beside {name}");
    }
}

#[test]
fn the_page_comes_before_its_head() {
    let head = Button { aside: true, ..button("Checkout", "#head") };
    let found = picked(&view(vec![head, button("Checkout", "#page")]), Word::Checkout);
    assert_eq!((found.1, found.2), (Means::Name, 90));
}

#[test]
fn equals_that_do_different_things_are_an_error_with_the_lines_that_decide() {
    let two = view(vec![button("Add to cart", "#one"), button("Add to cart", "#two")]);
    let failure = two.pick(&Shop::default(), Word::AddToCart, |_| true).err().expect("a tie");
    assert_eq!(failure.class, Class::Ambiguous);
    let expected = [
        "button \"Add to cart\" at #one",
        "button \"Add to cart\" at #two",
        "one of these lines decides it, under [hints] in shop.toml:",
        "  \"add to cart\" = { css = \"#one\" }",
        "  \"add to cart\" = { css = \"#two\" }",
    ];
    assert_eq!(failure.details, expected);

    let mut same = view(vec![button("Add to cart", "#one"), button("Add to cart", "#two")]);
    same.buttons[1].goal = "#one".to_owned();
    assert_eq!(picked(&same, Word::AddToCart).1, Means::Name, "what does the same is no tie");
    let mut apart = view(vec![button("Add to cart", "#one"), button("Add to cart", "#two")]);
    apart.buttons[1].heading = "You may also like".to_owned();
    assert_eq!(picked(&apart, Word::AddToCart).1, Means::Name, "headings tell them apart");
}

#[test]
fn a_hint_decides_and_one_that_matches_nothing_is_told() {
    let mut shop = Shop::default();
    let hint = Hint { css: Some("#two".to_owned()), place: "shop.toml:3".to_owned(), ..Hint::default() };
    shop.hints.insert("add to cart".to_owned(), hint);
    let mut two = view(vec![button("Add to cart", "#one"), button("Add to cart", "#two")]);
    two.buttons[1].hints = vec!["add to cart".to_owned()];
    two.hinted.insert("add to cart".to_owned(), 1);
    let picked = two.pick(&shop, Word::AddToCart, |_| true).unwrap().unwrap();
    assert_eq!((picked.button.path.as_str(), picked.found.by), ("#two", Means::Hint));
    assert_eq!(two.miss(&shop, "add to cart"), None);

    let mut gone = view(vec![button("Add to card", "#one")]);
    gone.hinted.insert("add to cart".to_owned(), 0);
    let told = gone.miss(&shop, "add to cart").expect("it matches nothing");
    let expected = "the hint \"add to cart\" = { css = \"#two\" } (shop.toml:3) matches nothing on the page empty (); \
                    there is button \"Add to card\"";
    assert_eq!(told, expected);
}

#[test]
fn a_wish_is_no_purchase_and_a_purchase_no_wish() {
    let heart =
        Button { icon: ["btn", "add", "to", "cart", "heart"].map(str::to_owned).to_vec(), ..button("", "#heart") };
    let wishes = [
        "Add to wish list",
        "Add to Wishlist (3)",
        "Add to favourites",
        "Save for later",
        "Auf den Merkzettel",
        "Ajouter aux favoris",
        "Añadir a la lista de deseos",
    ];
    let buys = ["Add to cart", "Add", "In den Warenkorb", "Ajouter au panier", "Añadir al carrito"];
    for (wish, buy) in wishes.into_iter().flat_map(|wish| buys.map(|buy| (wish, buy))) {
        let both = view(vec![heart.clone(), button(wish, "#wish"), button(buy, "#buy")]);
        assert_eq!(picked(&both, Word::AddToCart).0, format!("button \"{buy}\""), "{wish}");
        assert_eq!(picked(&both, Word::AddToWishList).0, format!("button \"{wish}\""), "{buy}");
    }
    let alone = view(vec![heart, button("Add to wish list", "#wish"), button("Save for later", "#later")]);
    for word in [Word::AddToCart, Word::Cart, Word::Continue] {
        let taken = alone.pick(&Shop::default(), word, |_| true).unwrap().map(|picked| picked.found.what);
        assert_eq!(taken, None, "{}", word.key());
    }
    assert_eq!(alone.control(&Shop::default(), Word::AddToCart), None);
}
