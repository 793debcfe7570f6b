//! The one list of options: what may stand in a file, in the environment and among the flags.

/// An option with one value. Tables ([`TABLES`]) and the list `overlays` stand in files only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfigOption {
    /// Its name in a file: `timeout.step`.
    pub key: &'static str,
    /// Its flag, when it has one: `--timeout`.
    pub flag: Option<&'static str>,
}

const fn option(key: &'static str, flag: Option<&'static str>) -> ConfigOption {
    ConfigOption { key, flag }
}

/// All of them, in the order in which they are shown.
pub const OPTIONS: &[ConfigOption] = &[
    option("url", Some("--shop")),
    option("currency", None),
    option("locale", None),
    option("first-party", None),
    option("webdriver", Some("--webdriver")),
    option("wire", Some("--wire")),
    option("headed", Some("--headed")),
    option("viewport", Some("--viewport")),
    option("insecure-certificates", None),
    option("browser-binary", Some("--browser-binary")),
    option("driver-binary", Some("--driver-binary")),
    option("workers", Some("--workers")),
    option("screenshots", Some("--screenshots")),
    option("out", Some("--out")),
    option("seed", Some("--seed")),
    option("color", Some("--color")),
    option("secrets", None),
    option("timeout.wait", Some("--timeout")),
    option("timeout.step", Some("--step-timeout")),
    option("timeout.scenario", Some("--scenario-timeout")),
    option("timeout.run", Some("--run-timeout")),
    option("junit.attachment-base", None),
    option("lint.allow", None),
];

/// What may stand in a site map, `shop.toml`: what is odd about the shop, and nothing of how a run goes.
pub(super) const SITE_MAP: &[&str] = &[
    "url",
    "currency",
    "locale",
    "first-party",
    "overlays",
    "words",
    "hints",
    "paths",
    "cards",
    "card-print",
    "products",
    "mail",
    "stock",
    "orders",
    "one-time-codes",
    "customer",
    "customers",
];

/// The list of things that lie over the shop's pages.
pub(super) const OVERLAYS: &str = "overlays";

/// What is known of a customer.
const CUSTOMER: &[&str] = &[
    "first-name",
    "last-name",
    "email",
    "password",
    "phone",
    "street",
    "street2",
    "city",
    "region",
    "postcode",
    "country",
];

/// How a part of the shop's books is asked.
const BOOK: &[&str] = &["url", "field", "authorization"];

/// The table of who shops when nobody is named.
pub(super) const CUSTOMER_TABLE: &str = "customer";

/// The table of addresses of pages.
pub(super) const PATHS_TABLE: &str = "paths";

/// Tables of tables: the author's own names, and under each what stands in a table of [`TABLES`].
pub(super) const NAMED_TABLES: &[&str] = &["customers"];

/// Tables: those whose keys are the author's own names, or meanings, have no fields, the others have these.
pub const TABLES: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("hints", &[]),
    (PATHS_TABLE, &shopper_steps::meanings::PATHS),
    ("cards", &[]),
    ("products", &[]),
    ("card-print", &["month", "year", "code"]),
    ("mail", &["smtp-sink", "http", "raw", "authorization", "imap", "password"]),
    ("stock", BOOK),
    ("orders", BOOK),
    ("one-time-codes", &[]),
    (CUSTOMER_TABLE, CUSTOMER),
    ("customers", CUSTOMER),
];

/// What every environment variable of ours starts with.
pub const PREFIX: &str = "SHOPPER_";

/// The variable that names the settings file, as `--config` does.
pub const CONFIG_VARIABLE: &str = "SHOPPER_CONFIG";

impl ConfigOption {
    /// The option of that key.
    pub fn of(key: &str) -> Option<&'static Self> {
        OPTIONS.iter().find(|option| option.key == key)
    }

    /// Its environment variable: `SHOPPER_TIMEOUT_STEP`.
    pub fn variable(&self) -> String {
        PREFIX.to_owned() + &self.key.to_uppercase().replace(['.', '-'], "_")
    }
}
