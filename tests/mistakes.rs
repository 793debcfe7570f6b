//! Authors' mistakes: each file under `fixtures/features/` is wrong in its own way, and the text that its author
//! reads is held here word for word.
#![expect(clippy::unused_async, reason = "a step definition is an async function, also one that waits for nothing")]

use mystery_shopper::plan::{Kind, Mistakes, Selection, plan_for};
use shopper_browser::Failure;
use shopper_steps::{
    Block, BlockMistake, BlockNeed, Card, Catalogue, CustomerName, Keyword, Money, Product, Quantity, Shop, Table,
    TakesBlock, Text, World, step,
};

/// The shop is open.
#[step(given, "I am in the shop", example = "I am in the shop")]
async fn in_the_shop(_: &mut World) -> Result<(), Failure> {
    Ok(())
}

/// Puts a product into the cart.
#[step(when, "I add {product} to my cart", example = "I add \"Blue Mug\" to my cart")]
async fn add(_: &mut World, product: Product) -> Result<(), Failure> {
    drop(product);
    Ok(())
}

/// Pays.
#[step(when, "I pay with a {card} card", example = "I pay with a \"good\" card")]
async fn pay(_: &mut World, card: Card) -> Result<(), Failure> {
    drop(card);
    Ok(())
}

/// The total.
#[step(then, "the total is {money}", example = "the total is $18.00")]
async fn total(_: &mut World, money: Money) -> Result<(), Failure> {
    drop(money);
    Ok(())
}

/// Lines of a cart, as a team would take them.
struct Lines;

impl TakesBlock for Lines {
    const NEED: BlockNeed = Table::NEED;

    fn take(block: &Block) -> Result<Self, BlockMistake> {
        let table = Table::take(block)?;
        table.only(&["product", "quantity", "price"])?;
        for row in table.rows() {
            row.want("product")?;
            row.read("quantity", "2", |text| text.parse::<u32>().map_err(|_| "it is no number".to_owned()))?;
        }
        Ok(Lines)
    }

    fn fits(block: &Block, role: Keyword) -> Result<(), BlockMistake> {
        Self::take(block)?;
        let price = (role == Keyword::Given).then(|| Table::take(block).map(|table| table.has("price")));
        match price.transpose()? {
            Some(true) => Err(BlockMistake::new("a cart is not filled by prices", "leave the prices out").at(0, 2)),
            _ => Ok(()),
        }
    }
}

/// The lines of the cart.
#[step(then, "my cart contains:", example = "my cart contains:", block = "| product | quantity |\n| Mug | 1 |")]
async fn contains(_: &mut World, _lines: Lines) -> Result<(), Failure> {
    Ok(())
}

/// One of two that say the same.
#[step(then, "everything is fine", example = "everything is fine")]
async fn fine(_: &mut World) -> Result<(), Failure> {
    Ok(())
}

/// The other of two that say the same.
#[step(then, "everything/all is fine", example = "all is fine")]
async fn all_fine(_: &mut World) -> Result<(), Failure> {
    Ok(())
}

/// Somebody of the settings.
#[step(given, "I am the customer {customer}", example = "I am the customer \"Ada\"")]
async fn customer(_: &mut World, name: CustomerName) -> Result<(), Failure> {
    drop(name);
    Ok(())
}

/// A mail comes.
#[step(
    then,
    "I receive an email with the subject {text}",
    example = "I receive an email with the subject \"order\"",
    needs = [Mailbox]
)]
async fn receive(_: &mut World, subject: Text) -> Result<(), Failure> {
    drop(subject);
    Ok(())
}

/// Notes the stock.
#[step(given, "I note the stock of {product}", example = "I note the stock of \"Mug\"", gives = [NotedStock])]
async fn note(_: &mut World, product: Product) -> Result<(), Failure> {
    drop(product);
    Ok(())
}

/// The stock went down.
#[step(
    then,
    "the stock of {product} went down by {quantity}",
    example = "the stock of \"Mug\" went down by 1",
    needs = [NotedStock]
)]
async fn went_down(_: &mut World, product: Product, _pieces: Quantity) -> Result<(), Failure> {
    drop(product);
    Ok(())
}

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::empty();
    catalogue.extend([IN_THE_SHOP, ADD, PAY, TOTAL, CONTAINS, FINE, ALL_FINE, CUSTOMER, RECEIVE, NOTE, WENT_DOWN]);
    catalogue
}

/// The files under `fixtures/features/`, one for each way to be wrong.
const FILES: [&str; 31] = [
    "ambiguous.feature",
    "bad-data.feature",
    "bad-literal.feature",
    "bad-table.feature",
    "bad-tag.feature",
    "duplicate-name.feature",
    "empty-examples.feature",
    "empty.feature",
    "german-in-english.feature",
    "german-without-language.feature",
    "keyword-case.feature",
    "keyword-space.feature",
    "latin-1.feature",
    "missing.feature",
    "no-examples.feature",
    "no-scenarios.feature",
    "no-steps.feature",
    "phrase-clash.feature",
    "phrases.feature",
    "placeholders.feature",
    "policies.feature",
    "prose.feature",
    "ragged-table.feature",
    "step-in-description.feature",
    "undefined-in-outline.feature",
    "undefined.feature",
    "unknown-language.feature",
    "unknown-names.feature",
    "unparsable.feature",
    "windows.feature",
    "wrong-block.feature",
];

/// What can be wrong on the command line: a name for it, paths, `--tags`, `--name`.
const REQUESTS: [(&str, &str, Option<&str>, Option<&str>); 11] = [
    ("not-found", "nowhere.feature", None, None),
    ("not-found-but-near", "undefind.feature", None, None),
    ("nothing-in-a-folder", "no-features-here", None, None),
    ("not-a-feature-file", "no-features-here/notes.md", None, None),
    ("no-such-line", "sound.feature:99", None, None),
    ("unknown-tag", "sound.feature", Some("@slow or @smoek"), None),
    ("unknown-tag-far", "sound.feature", Some("@nightly"), None),
    ("unknown-tag-negated", "sound.feature", Some("not @slwo"), None),
    ("bad-tags", "sound.feature", Some("@smoke and slow"), None),
    ("bad-tags-open", "sound.feature", Some("(@smoke"), None),
    ("bad-name", "sound.feature", None, Some("a (red")),
];

fn request(path: &str, tags: Option<&str>, name: Option<&str>) -> Selection {
    Selection {
        paths: vec![format!("fixtures/features/{path}")],
        tags: tags.map(str::to_owned),
        name: name.map(str::to_owned),
    }
}

/// A shop with a card of its own.
fn shop() -> Shop {
    let mut shop = Shop::default();
    shop.cards.insert("lost".to_owned(), "4000 0000 0000 9987".to_owned());
    shop
}

fn mistakes(path: &str, tags: Option<&str>, name: Option<&str>) -> Mistakes {
    plan_for(&request(path, tags, name), &catalogue(), &shop()).expect_err("it is wrong on purpose")
}

fn chosen(path: &str, tags: Option<&str>, name: Option<&str>) -> Vec<String> {
    let plan = plan_for(&request(path, tags, name), &catalogue(), &shop()).expect("nothing is wrong here");
    plan.scenarios.iter().map(|planned| format!("{} {}", planned.line, planned.name)).collect()
}

#[test]
fn every_mistake_in_a_file_is_told_word_for_word() {
    for file in FILES {
        insta::assert_snapshot!(file.trim_end_matches(".feature"), mistakes(file, None, None));
    }
}

#[test]
fn every_mistake_on_the_command_line_is_told_word_for_word() {
    for (name, path, tags, pattern) in REQUESTS {
        insta::assert_snapshot!(format!("option-{name}"), mistakes(path, tags, pattern));
    }
}

#[test]
fn every_kind_of_mistake_is_shown_by_a_fixture() {
    let files = FILES.iter().map(|file| mistakes(file, None, None));
    let requests = REQUESTS.iter().map(|(_, path, tags, name)| mistakes(path, *tags, *name));
    let shown: Vec<Kind> =
        files.chain(requests).flat_map(|found| found.iter().map(|mistake| mistake.kind).collect::<Vec<_>>()).collect();
    let missing: Vec<_> = Kind::ALL.iter().filter(|kind| !shown.contains(kind)).collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}

#[test]
fn every_fixture_is_in_the_list() {
    let mut found: Vec<String> = std::fs::read_dir("fixtures/features")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".feature") && name != "sound.feature")
        .collect();
    found.sort();
    assert_eq!(found, FILES);
}

#[test]
fn the_mistakes_of_all_files_are_told_at_once_and_mended_one_by_one() {
    let all = mistakes("", None, None);
    let each: usize = FILES.iter().map(|file| mistakes(file, None, None).len()).sum();
    assert_eq!(all.len(), each);
    for mistake in &all {
        assert!(!mistake.mend.is_empty(), "{mistake}");
        assert!(!mistake.what.contains('\n') && !mistake.mend.contains('\n'), "{mistake}");
    }
}

#[test]
fn colours_change_no_word() {
    let mistakes = mistakes("undefined.feature", None, None);
    let coloured = mistakes.render(true);
    assert!(coloured.contains("\u{1b}["));
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').expect("a colour ends with m").1;
    }
    plain.push_str(rest);
    assert_eq!(plain, mistakes.render(false));
}

#[test]
fn journeys_are_chosen_by_line_tag_and_name() {
    let all = ["8 a mug is added", "20 a good card", "26 a declined card", "27 a lost card"];
    assert_eq!(chosen("sound.feature", None, None), all);
    for (line, indices) in [
        (2, vec![0, 1, 2, 3]),
        (6, vec![0, 1, 2, 3]),
        (8, vec![0]),
        (10, vec![0]),
        (12, vec![1, 2, 3]),
        (16, vec![1, 2, 3]),
        (18, vec![1]),
        (20, vec![1]),
        (22, vec![2, 3]),
        (25, vec![2, 3]),
        (27, vec![3]),
    ] {
        let expected: Vec<_> = indices.into_iter().map(|index| all[index]).collect();
        assert_eq!(chosen(&format!("sound.feature:{line}"), None, None), expected, "line {line}");
    }
    assert_eq!(chosen("sound.feature:8:27", None, None), [all[0], all[3]]);
    assert_eq!(chosen("sound.feature", Some("@wip"), None), all[2..]);
    assert_eq!(chosen("sound.feature", Some("@smoke and not @slow"), None), all[..1]);
    assert_eq!(chosen("sound.feature", Some("not @nightly"), None), all);
    assert_eq!(chosen("sound.feature", None, Some("(GOOD|lost) card")), [all[1], all[3]]);
    assert!(chosen("sound.feature:8", Some("@wip"), None).is_empty());
}

#[test]
fn what_is_not_chosen_is_not_bound() {
    assert_eq!(chosen("no-steps.feature:5", None, None), ["5 a real one"]);
    assert_eq!(chosen("undefined.feature", None, Some("no such name")), Vec::<String>::new());
}
