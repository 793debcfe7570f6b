//! The site map: where it is found, how strong it is, and the exact words of what is wrong with it.

use std::path::Path;

use super::*;

fn shop(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn sources(folder: &Path, features: &[&str]) -> Sources {
    let beside = features.iter().map(|&path| path.to_owned()).collect();
    Sources { folder: folder.to_owned(), beside, ..Sources::default() }
}

fn resolve(files: &[(&str, &str)], features: &[&str]) -> Result<Settings, String> {
    let folder = shop(files);
    Settings::resolve(&sources(folder.path(), features)).map_err(|troubles| troubles.to_string())
}

fn wrong(text: &str) -> String {
    resolve(&[("shop.toml", text)], &[]).expect_err("the site map is wrong")
}

#[test]
fn it_is_found_beside_and_above_the_features_up_to_where_the_command_runs() {
    let files = [
        ("features/shop.toml", "currency = \"EUR\""),
        ("features/deep/a.feature", "Feature: x"),
        ("other/shop.toml", "currency = \"GBP\""),
        ("other/b.feature", "Feature: x"),
    ];
    let currency = |features: &[&str]| resolve(&files, features).map(|settings| settings.currency.unwrap().value);
    assert_eq!(currency(&["features/deep/a.feature:1"]).unwrap(), "EUR");
    assert_eq!(currency(&["other"]).unwrap(), "GBP");
    assert_eq!(currency(&[]).unwrap(), "EUR", "features is where features lie");
    let both = currency(&["features", "other/b.feature"]).unwrap_err();
    assert!(both.contains("features/shop.toml and other/shop.toml are site maps"), "{both}");
}

#[test]
fn it_is_weaker_than_the_settings_of_the_team() {
    let files = [
        ("shop.toml", "currency = \"EUR\"\nlocale = \"de-DE\"\n[words]\ncart = [\"Sack\"]\nsearch = \"Find\"\n"),
        ("shopper.toml", "currency = \"USD\"\n[words]\ncart = [\"Bag\"]\n"),
    ];
    let settings = resolve(&files, &[]).unwrap();
    assert_eq!(settings.currency.as_ref().unwrap().value, "USD");
    assert_eq!(settings.locale.as_ref().unwrap().origin.to_string(), "shop.toml:2");
    assert_eq!(settings.words["cart"].value, ["Bag"]);
    assert_eq!(settings.words["search"].value, ["Find"]);
}

#[test]
fn what_it_says_is_shown_with_its_place_and_read_again() {
    let text = "first-party = [\"cdn.shop.example\"]\noverlays = [{ css = \"#news .x\" }]\n[hints]\n\
                \"Cart link\" = { css = \".mini\" }\n\"add to cart\" = { role = \"button\", name = \"Grab it\" }\n\
                [paths]\ncart = \"/basket\"\n\"log in\" = \"/in\"\n";
    let settings = resolve(&[("shop.toml", text)], &[]).unwrap();
    let shown = settings.show();
    let lines: Vec<&str> = shown.lines().filter(|line| line.contains("shop.toml")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r##"
    first-party = ["cdn.shop.example"]                           # shop.toml:1
    hints."add to cart" = { role = "button", name = "Grab it" }  # shop.toml:5
    hints.cart = { css = ".mini" }                               # shop.toml:4
    paths.cart = "/basket"                                       # shop.toml:7
    paths."log in" = "/in"                                       # shop.toml:8
    overlays = [{ css = "#news .x" }]                            # shop.toml:2
    "##);
    assert_eq!(settings.hints["cart"].value.place, "shop.toml:4");
    let again = resolve(&[("shopper.toml", &shown)], &[]).unwrap();
    assert_eq!(again.paths["log in"].value, "/in");
    assert_eq!(again.hints["add to cart"].value.name.as_deref(), Some("Grab it"));
    assert_eq!(again.overlays.len(), 1);
}

#[test]
fn what_does_not_belong_is_told_with_its_line_and_the_nearest_name() {
    let wrong = wrong(
        "curency = \"EUR\"\nworkers = 3\n[words]\n\"add to crat\" = [\"Grab\"]\n[hints]\n\
         \"cart lnk\" = { css = \".x\" }\n\"cart is empty\" = { css = \".x\" }\ncoupon = { lable = \"Gift\" }\n\
         remove = \".bin\"\nsearch = { css = \"\" }\n[paths]\ncrat = \"/basket\"\nsearch = \"/search\"\ncart = \"basket\"\n",
    );
    insta::assert_snapshot!(wrong, @r##"
    error: unknown key `curency` in the site map
     --> shop.toml:1:1
      |
    1 | curency = "EUR"
      | ^^^^^^^
      |
      = help: did you mean `currency`?

    error: "cart is empty" is nothing that can be pointed to: no control and no field
     --> shop.toml:7:1
      |
    7 | "cart is empty" = { css = ".x" }
      | ^^^^^^^^^^^^^^^
      |
      = help: did you mean "cart"?

    error: nothing is called "cart lnk" in [hints]
     --> shop.toml:6:1
      |
    6 | "cart lnk" = { css = ".x" }
      | ^^^^^^^^^^
      |
      = help: did you mean "cart link"?

    error: unknown option `hints.coupon.lable`
     --> shop.toml:8:12
      |
    8 | coupon = { lable = "Gift" }
      |            ^^^^^
      |
      = help: did you mean `label`?

    error: `hints.remove` cannot be a text
     --> shop.toml:9:10
      |
    9 | remove = ".bin"
      |          ^^^^^^ expected where it is, such as { css = ".mini-cart" }, { role = "button", name = "Grab it" }, { label = "Gift code" } or { test-id = "q" }
      |
      = help: `shopper config --default` shows how each option is written

    error: `hints.search.css` is empty
      --> shop.toml:10:18
       |
    10 | search = { css = "" }
       |                  ^^
       |
       = help: expected where it is, such as { css = ".mini-cart" }, { role = "button", name = "Grab it" }, { label = "Gift code" } or { test-id = "q" }

    error: `paths.cart` cannot be a text
      --> shop.toml:14:8
       |
    14 | cart = "basket"
       |        ^^^^^^^^ expected an address such as "/basket"
       |
       = help: `shopper config --default` shows how each option is written

    error: unknown option `paths.crat`
      --> shop.toml:12:1
       |
    12 | crat = "/basket"
       | ^^^^
       |
       = help: did you mean `cart`?

    error: `paths.search` does not say where the words go
      --> shop.toml:13:10
       |
    13 | search = "/search"
       |          ^^^^^^^^^ no {words} in it
       |
       = help: {words} stands for what is looked for: search = "/search?q={words}"

    error: nothing is called "add to crat" in [words]
     --> shop.toml:4:1
      |
    4 | "add to crat" = ["Grab"]
      | ^^^^^^^^^^^^^
      |
      = help: did you mean "add to cart"?

    error: `workers` is no part of a site map
     --> shop.toml:2:1
      |
    2 | workers = 3
      | ^^^^^^^
      |
      = help: it says how a run goes, not what the shop is like: it belongs into shopper.toml
    "##);
}

#[test]
fn a_site_map_that_is_named_and_not_there_is_told() {
    let folder = shop(&[]);
    let named = Sources { site_map: Some("no.toml".into()), ..sources(folder.path(), &[]) };
    let troubles = Settings::resolve(&named).expect_err("it is not there").to_string();
    assert!(troubles.contains("cannot read the site map no.toml"), "{troubles}");
    assert!(troubles.contains("shopper map URL"), "{troubles}");
}
