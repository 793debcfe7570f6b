//! The layers, their order, and the exact words of what is wrong with them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::options::NAMED_TABLES;
use super::*;

/// A folder with a `shopper.toml` of that text.
fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(FILE_NAME), text).unwrap();
    folder
}

fn sources(folder: &Path, environment: &[(&str, &str)], flags: &[(&'static str, &str)]) -> Sources {
    let mut given = Flags::default();
    for (key, value) in flags {
        given.set(key, Some(value));
    }
    Sources {
        config: None,
        folder: folder.to_owned(),
        environment: environment.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
        flags: given,
        ..Sources::default()
    }
}

pub(super) fn resolve(
    text: &str,
    environment: &[(&str, &str)],
    flags: &[(&'static str, &str)],
) -> Result<Settings, String> {
    let folder = folder(text);
    Settings::resolve(&sources(folder.path(), environment, flags)).map_err(|troubles| troubles.to_string())
}

fn wrong(text: &str) -> String {
    resolve(text, &[], &[]).expect_err("the file is wrong")
}

#[test]
fn without_any_layer_the_built_in_file_decides() {
    let empty = tempfile::tempdir().unwrap();
    let settings = Settings::resolve(&sources(empty.path(), &[], &[])).unwrap();
    assert_eq!(settings.file, None);
    assert_eq!(settings.url, None);
    assert_eq!(settings.workers.value, Workers::Auto);
    assert_eq!(settings.viewport.value, (1280, 800));
    assert_eq!(settings.wait_timeout.value, Duration::from_secs(5));
    assert_eq!(settings.out.value, PathBuf::from("reports"));
    assert_eq!(settings.out.origin, Origin::Default);
}

#[test]
fn the_stronger_layer_wins_and_the_value_knows_which_it_was() {
    let text = "screenshots = \"off\"\nworkers = 3\n";
    let environment = [("SHOPPER_SCREENSHOTS", "steps")];
    let by_file = resolve(text, &[], &[]).unwrap();
    assert_eq!(by_file.screenshots.value, Screenshots::Off);
    assert!(matches!(&by_file.screenshots.origin, Origin::File { path, line: 1 } if path == Path::new(FILE_NAME)));
    assert!(matches!(by_file.workers.origin, Origin::File { line: 2, .. }));
    let by_environment = resolve(text, &environment, &[]).unwrap();
    assert_eq!(by_environment.screenshots.value, Screenshots::Steps);
    assert_eq!(by_environment.screenshots.origin, Origin::Environment("SHOPPER_SCREENSHOTS".to_owned()));
    let by_flag = resolve(text, &environment, &[("screenshots", "failures")]).unwrap();
    assert_eq!(by_flag.screenshots.value, Screenshots::Failures);
    assert_eq!(by_flag.screenshots.origin, Origin::Flag("--screenshots"));
}

#[test]
fn an_empty_variable_counts_as_unset() {
    let settings = resolve("workers = 3", &[("SHOPPER_WORKERS", "")], &[]).unwrap();
    assert_eq!(settings.workers.value, Workers::Fixed(3));
}

#[test]
fn the_file_is_found_upward_and_its_relative_paths_start_at_it() {
    let folder = folder("out = \"build/reports\"");
    let below = folder.path().join("features/checkout");
    std::fs::create_dir_all(&below).unwrap();
    let settings = Settings::resolve(&sources(&below, &[], &[])).unwrap();
    assert_eq!(settings.file, Some(folder.path().join(FILE_NAME)));
    assert_eq!(settings.out.value, folder.path().join("build/reports"));
    let by_flag = Settings::resolve(&sources(&below, &[], &[("out", "here")])).unwrap();
    assert_eq!(by_flag.out.value, PathBuf::from("here"));
}

#[test]
fn a_named_file_is_read_instead_and_must_exist() {
    let folder = folder("workers = 3");
    std::fs::write(folder.path().join("other.toml"), "workers = 4").unwrap();
    let mut sources = sources(folder.path(), &[("SHOPPER_CONFIG", "other.toml")], &[]);
    assert_eq!(Settings::resolve(&sources).unwrap().workers.value, Workers::Fixed(4));
    sources.config = Some("missing.toml".into());
    insta::assert_snapshot!(Settings::resolve(&sources).unwrap_err(), @r##"
    error: cannot read the settings file missing.toml: No such file or directory (os error 2)
     |
     = help: name an existing file with --config, or write one: shopper config --default > shopper.toml
    "##);
}

#[test]
fn an_unknown_option_is_pointed_at_with_what_may_be_meant() {
    insta::assert_snapshot!(wrong("workers = 2\nscreenshot = \"off\"\n"), @r##"
    error: unknown option `screenshot`
     --> shopper.toml:2:1
      |
    2 | screenshot = "off"
      | ^^^^^^^^^^
      |
      = help: did you mean `screenshots`?
    "##);
    insta::assert_snapshot!(wrong("shop = \"https://shop.example\""), @r##"
    error: unknown option `shop`
     --> shopper.toml:1:1
      |
    1 | shop = "https://shop.example"
      | ^^^^
      |
      = help: did you mean `url`?
    "##);
    insta::assert_snapshot!(wrong("[timeout]\nsetp = \"5s\""), @r##"
    error: unknown option `timeout.setp`
     --> shopper.toml:2:1
      |
    2 | setp = "5s"
      | ^^^^
      |
      = help: did you mean `timeout.step`?
    "##);
    insta::assert_snapshot!(wrong("[customer]\nfirstname = \"Anna\""), @r##"
    error: unknown option `customer.firstname`
     --> shopper.toml:2:1
      |
    2 | firstname = "Anna"
      | ^^^^^^^^^
      |
      = help: did you mean `first-name`?
    "##);
    insta::assert_snapshot!(wrong("flavour = 1"), @r##"
    error: unknown option `flavour`
     --> shopper.toml:1:1
      |
    1 | flavour = 1
      | ^^^^^^^
      |
      = help: `shopper config --default` shows every option
    "##);
}

#[test]
fn a_value_of_the_wrong_kind_says_what_is_expected() {
    insta::assert_snapshot!(wrong("timeout.step = 10"), @r##"
    error: `timeout.step` cannot be the number 10
     --> shopper.toml:1:16
      |
    1 | timeout.step = 10
      |                ^^ expected a duration with a unit: "10s" or "10ms"
      |
      = help: `shopper config --default` shows how each option is written
    "##);
    insta::assert_snapshot!(wrong("headed = \"perhaps\""), @r##"
    error: `headed` cannot be `perhaps`
     --> shopper.toml:1:10
      |
    1 | headed = "perhaps"
      |          ^^^^^^^^^ expected true or false
      |
      = help: `shopper config --default` shows how each option is written
    "##);
    insta::assert_snapshot!(wrong("wire = \"bidi\""), @r##"
    error: `wire` cannot be `bidi`
     --> shopper.toml:1:8
      |
    1 | wire = "bidi"
      |        ^^^^^^ expected "auto", "cdp" or "classic"
      |
      = help: `shopper config --default` shows how each option is written
    "##);
    insta::assert_snapshot!(wrong("timeout = \"10s\""), @r##"
    error: `timeout` cannot be a text
     --> shopper.toml:1:11
      |
    1 | timeout = "10s"
      |           ^^^^^ expected a table
      |
      = help: `shopper config --default` shows how each option is written
    "##);
    insta::assert_snapshot!(wrong("[cards]\ndeclined = 4000000000000002"), @r##"
    error: `cards.declined` cannot be a number
     --> shopper.toml:2:12
      |
    2 | declined = 4000000000000002
      |            ^^^^^^^^^^^^^^^^ expected a text, or { env = "NAME" } to take it from the environment
      |
      = help: `shopper config --default` shows how each option is written
    "##);
}

#[test]
fn a_secret_under_a_wrong_key_or_in_a_wrong_value_is_never_shown() {
    for lines in [
        "[mail]\npasword = \"s3cr3t\"",
        "[mail]\npassword = s3cr3t",
        "[customer]\npasswort = \"s3cr3t\"",
        "[mail]\nimapp = \"imaps://qa:s3cr3t@mail.example/\"",
    ] {
        let told = resolve(&format!("{lines}\n"), &[], &[]).expect_err("the file is wrong").clone();
        assert!(!told.contains("s3cr3t") && told.contains("shopper.toml:2"), "{told}");
    }
    let addresses = "[mail]\nhttp = \"http://joe:s3cr3t@inbox/x?token=t0k3n-42\"\n[stock]\nurl = \"http://joe:s3cr3t@shop/stock\"\n";
    let settings = resolve(addresses, &[], &[]).expect("the file is right");
    assert!(!settings.show().contains("s3cr3t") && !settings.show().contains("t0k3n-42"), "{}", settings.show());
}

#[test]
fn what_is_wrong_with_a_secret_is_told_without_it() {
    let told = wrong("[customer]\npassword = 123456");
    insta::assert_snapshot!(told, @r##"
    error: `customer.password` cannot be a number (shopper.toml:2)
     |
     = help: expected a text, or { env = "NAME" } to take it from the environment
    "##);
    let told = resolve("", &[("SHOPPER_WEBDRIVER", "ftp://qa:s3cret@grid/")], &[]).unwrap_err();
    insta::assert_snapshot!(told, @r##"
    error: the environment variable SHOPPER_WEBDRIVER cannot be `ftp://...@grid/`
     |
     = help: expected a web address such as http://localhost:9515
    "##);
}

#[test]
fn all_that_is_wrong_is_told_at_once_even_where_a_flag_hides_it() {
    let text = "workers = 0\nviewport = \"big\"\n";
    let told = resolve(text, &[("SHOPPER_HEADED", "maybe")], &[("workers", "2")]).unwrap_err();
    insta::assert_snapshot!(told, @r##"
    error: the environment variable SHOPPER_HEADED cannot be `maybe`
     |
     = help: expected true or false

    error: `viewport` cannot be `big`
     --> shopper.toml:2:12
      |
    2 | viewport = "big"
      |            ^^^^^ expected a size such as "1280x800", each side from 100 to 10000
      |
      = help: `shopper config --default` shows how each option is written

    error: `workers` cannot be the number 0
     --> shopper.toml:1:11
      |
    1 | workers = 0
      |           ^ expected a number from 1 to 64, or "auto"
      |
      = help: `shopper config --default` shows how each option is written
    "##);
}

#[test]
fn a_file_that_is_not_toml_is_pointed_into() {
    insta::assert_snapshot!(wrong("workers = 2\nurl = https://shop.example\n"), @r##"
    error: the settings file is not TOML
     --> shopper.toml:2:7
      |
    2 | url = https://shop.example
      |       ^^^^^^^^^^^^^^^^^^^^ string values must be quoted, expected literal string
      |
      = help: texts stand in quotes: key = "value"; `shopper config --default` shows every option
    "##);
}

#[test]
fn a_variable_that_is_nearly_an_option_is_an_error_and_others_are_left_alone() {
    let told = resolve("", &[("SHOPPER_WORKER", "2")], &[]).unwrap_err();
    insta::assert_snapshot!(told, @r##"
    error: the environment variable SHOPPER_WORKER is no option
     |
     = help: did you mean SHOPPER_WORKERS?
    "##);
    assert!(resolve("", &[("SHOPPER_VERSION", "1.2.3"), ("SHOPPING_LIST", "milk")], &[]).is_ok());
    let named = "[customer]\npassword = { env = \"SHOPPER_WIRED\" }";
    assert!(resolve(named, &[("SHOPPER_WIRED", "x")], &[]).is_ok());
}

#[test]
fn a_wait_must_be_shorter_than_what_it_is_a_part_of() {
    insta::assert_snapshot!(wrong("timeout.step = \"5m\""), @r##"
    error: `timeout.step` (5m) must be shorter than `timeout.scenario` (2m)
     --> shopper.toml:1:16
      |
    1 | timeout.step = "5m"
      |                ^^^^ timeout.step is from shopper.toml:1, timeout.scenario from default
      |
      = help: shorten `timeout.step` or lengthen `timeout.scenario`
    "##);
    let told = resolve("", &[], &[("timeout.run", "1m")]).unwrap_err();
    insta::assert_snapshot!(told, @r##"
    error: `timeout.scenario` (2m) must be shorter than `timeout.run` (1m)
     |
     = help: shorten `timeout.scenario` or lengthen `timeout.run`
    "##);
}

#[test]
fn a_webdriver_address_ends_in_a_slash() {
    let settings = resolve("webdriver = \"http://grid:4444/wd/hub\"", &[], &[]).unwrap();
    assert_eq!(settings.webdriver.unwrap().as_str(), "http://grid:4444/wd/hub/");
}

const SHOP: &str = r#"
url = "https://shop.example"
webdriver = "http://qa:grid-pass@grid:4444/"
secrets = ["SHOP_TOKEN"]

[words]
"add to cart" = ["In den Korb"]

[cards]
good = "4111 1111 1111 1111"
declined = { env = "DECLINED_CARD" }

[card-print]
code = { env = "CARD_CODE" }

[customer]
first-name = "Anna"
password = "annas-pass"

[customers."Ms. B"]
email = "bea@example.com"
password = "beas-pass"

[one-time-codes]
Anna = "otpauth://totp/shop?secret=MFZGKIDX"
"#;

#[test]
fn what_is_shown_names_every_origin_and_no_secret() {
    let environment = [("CARD_CODE", "9137"), ("SHOP_TOKEN", "t0ken"), ("SHOPPER_WORKERS", "2")];
    let settings = resolve(SHOP, &environment, &[("wire", "classic")]).unwrap();
    let shown = settings.show();
    for secret in ["9137", "t0ken", "grid-pass", "annas-pass", "beas-pass", "MFZGKIDX"] {
        assert!(!shown.contains(secret), "{secret} is shown:\n{shown}");
        assert!(settings.hidden().iter().any(|(_, hidden)| hidden == secret), "{secret} is not hidden");
        assert!(!format!("{settings:?}").contains(secret), "{secret} is in Debug");
    }
    insta::assert_snapshot!(shown, @r##"
    url = "https://shop.example/"                # shopper.toml:2
    # currency is not set                        # default
    # locale is not set                          # default
    # first-party is not set                     # default
    webdriver = "http://qa:(hidden)@grid:4444/"  # shopper.toml:3
    wire = "classic"                             # flag --wire
    headed = false                               # default
    viewport = "1280x800"                        # default
    insecure-certificates = false                # default
    # browser-binary is not set                  # default
    # driver-binary is not set                   # default
    workers = 2                                  # environment SHOPPER_WORKERS
    screenshots = "failures"                     # default
    out = "reports"                              # default
    # seed is not set                            # default
    color = "auto"                               # default
    secrets = ["SHOP_TOKEN"]                     # shopper.toml:4
    timeout.wait = "5s"                          # default
    timeout.step = "30s"                         # default
    timeout.scenario = "2m"                      # default
    timeout.run = "1h"                           # default
    junit.attachment-base = "cwd"                # default
    lint.allow = []                              # default
    words."add to cart" = ["In den Korb"]        # shopper.toml:7
    card-print.code = { env = "CARD_CODE" }      # shopper.toml:14, set
    cards.declined = { env = "DECLINED_CARD" }   # shopper.toml:11, not set
    cards.good = "4111 1111 1111 1111"           # shopper.toml:10
    customer.first-name = "Anna"                 # shopper.toml:17
    customer.password = "(hidden)"               # shopper.toml:18
    customers."Ms. B".email = "bea@example.com"  # shopper.toml:21
    customers."Ms. B".password = "(hidden)"      # shopper.toml:22
    one-time-codes.Anna = "(hidden)"             # shopper.toml:25
    "##);
}

#[test]
fn what_is_shown_can_be_written_back_as_a_file() {
    let settings = resolve(SHOP, &[], &[]).unwrap();
    let again = resolve(&settings.show().replace("(hidden)", "grid-pass"), &[], &[]).unwrap();
    assert_eq!(again.url.map(|url| url.value), settings.url.map(|url| url.value));
    assert_eq!(again.words["add to cart"].value, settings.words["add to cart"].value);
    assert_eq!(again.step_timeout.value, settings.step_timeout.value);
}

#[test]
fn a_run_needs_the_variables_that_the_file_names() {
    let settings = resolve(SHOP, &[("DECLINED_CARD", "4000 0000 0000 0002")], &[]).unwrap();
    assert_eq!(
        settings.table("cards").find(|(name, _)| *name == "declined"),
        Some(("declined", "4000 0000 0000 0002"))
    );
    insta::assert_snapshot!(settings.require_variables().unwrap_err(), @r##"
    error: `card-print.code` is to come from the environment variable CARD_CODE, which is not set (shopper.toml:14)
     |
     = help: set it: CARD_CODE=... shopper run ...
    "##);
}

#[test]
fn the_built_in_file_mentions_every_option_and_every_flag() {
    for option in OPTIONS {
        let leaf = option.key.rsplit('.').next().unwrap();
        let mentioned =
            DEFAULT_FILE.lines().any(|line| line.trim_start_matches("# ").starts_with(&format!("{leaf} = ")));
        assert!(mentioned, "{} is missing", option.key);
        if let Some(flag) = option.flag {
            assert!(DEFAULT_FILE.contains(flag), "{flag} is missing");
        }
    }
}

#[test]
fn what_is_commented_out_in_the_built_in_file_is_valid_too() {
    let is_code = |line: &str| match line.split_once(" = ") {
        Some((key, _)) => key.starts_with('"') || !key.contains(' '),
        None => line.starts_with('['),
    };
    let uncomment = |line: &'static str| line.strip_prefix("# ").filter(|rest| is_code(rest)).unwrap_or(line);
    let mut keys = Vec::new();
    let mailboxes = ["smtp-sink", "http", "imap"];
    for own in mailboxes {
        // One mailbox at a time; the password is that of the last.
        let others: Vec<&str> = mailboxes.into_iter().filter(|other| *other != own).collect();
        let password = "password = { env = \"MAIL_PASSWORD\" }";
        let is_other = |line: &&str| {
            line.split_once(" = ").is_some_and(|(key, _)| others.contains(&key)) || (*line == password && own != "imap")
        };
        let text: Vec<&str> = DEFAULT_FILE.lines().map(uncomment).filter(|line| !is_other(line)).collect();
        let settings = resolve(&text.join("\n"), &[], &[]).unwrap();
        assert!(settings.url.is_some() && settings.webdriver.is_some() && settings.locale.is_some());
        assert!(settings.given.contains_key("customers.German business.password"));
        assert!(settings.given.contains_key("cards.declined") && settings.words.contains_key("add to cart"));
        keys.extend(settings.given.into_keys());
    }
    for (table, fields) in TABLES.iter().filter(|(table, _)| *table != "paths" && !NAMED_TABLES.contains(table)) {
        for field in *fields {
            assert!(keys.contains(&format!("{table}.{field}")), "{table}.{field} is missing");
        }
    }
}

#[test]
fn a_misspelt_key_is_told_as_what_may_stand_at_its_place() {
    let told = |text: &str| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE_NAME), text).unwrap();
        let sources = Sources { folder: folder.path().to_owned(), ..Sources::default() };
        let troubles = Settings::resolve(&sources).unwrap_err().render(false);
        troubles.lines().find_map(|line| line.split_once("help: ")).map(|(_, help)| help.to_owned()).unwrap_or_default()
    };
    let table = "did you mean the table `[timeout]`? It holds wait, step, scenario, run";
    assert_eq!(told("[timout]\nrun = \"5s\"\n"), table);
    assert_eq!(told("timout = \"5s\"\n"), table);
    assert_eq!(told("[timeout]\nrunn = \"5s\"\n"), "did you mean `timeout.run`?");
    assert_eq!(told("[custmer]\nemail = \"a@b.c\"\n"), "did you mean `customer`?");
    assert_eq!(told("step-timeout = \"5s\"\n"), "did you mean `timeout.step`?");
}
