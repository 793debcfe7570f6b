//! From settings to what the other parts are started with.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use shopper_browser::{BrowserOptions, WireChoice};
use shopper_steps::Shop;
use url::Url;

use super::start::Ready;
use crate::config::{Settings, Wire, Workers};
use crate::report::Places;

/// What one worker needs: the renderer of one shop page and its share of the browser.
const MEMORY_PER_WORKER: u64 = 400 * 1024 * 1024;
/// More workers than this do not pay on one machine unless somebody says so.
const MOST_BY_ITSELF: usize = 8;

/// How many journeys at a time.
pub(crate) fn workers(settings: &Settings) -> usize {
    match settings.workers.value {
        Workers::Fixed(number) => number,
        Workers::Auto => {
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            workers_for(cores, available_memory())
        }
    }
}

/// A seed for a run that is given none: twelve digits, by the clock and the process.
pub(crate) fn any_seed() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    (now as u64 ^ (u64::from(std::process::id()) << 32)) % 1_000_000_000_000
}

fn workers_for(cores: usize, memory: Option<u64>) -> usize {
    let by_memory = memory.map_or(usize::MAX, |bytes| (bytes / MEMORY_PER_WORKER) as usize);
    cores.min(by_memory).clamp(1, MOST_BY_ITSELF)
}

/// What Linux says is available without swapping, in bytes.
fn available_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim_end().parse().ok()?;
    Some(kilobytes * 1024)
}

impl Ready {
    /// The shop's host and those that the settings name beside it.
    fn own_hosts(&self) -> Vec<String> {
        let host = self.settings.url.as_ref().and_then(|url| url.value.host_str());
        let host = host.map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned());
        let named = self.settings.first_party.iter().flat_map(|hosts| hosts.value.clone());
        host.into_iter().chain(named).collect()
    }

    /// What the browser is started with.
    pub(crate) fn browser_options(&self) -> BrowserOptions {
        let settings = &self.settings;
        BrowserOptions {
            webdriver: settings.webdriver.as_ref().map(|url| url.value.clone()),
            wire: match settings.wire.value {
                Wire::Auto => WireChoice::Auto,
                Wire::Cdp => WireChoice::Cdp,
                Wire::Classic => WireChoice::Classic,
            },
            headed: settings.headed.value,
            viewport: settings.viewport.value,
            browser_binary: settings.browser_binary.as_ref().map(|path| path.value.clone()),
            driver_binary: settings.driver_binary.as_ref().map(|path| path.value.clone()),
            patience: settings.wait_timeout.value,
            command_deadline: settings.step_timeout.value.max(Duration::from_secs(30)),
            redactor: Arc::clone(&self.redactor),
            accept_insecure_certs: settings.insecure_certificates.value,
            language: settings.locale.as_ref().map(|locale| locale.value.clone()),
            own_hosts: self.own_hosts(),
            ..BrowserOptions::default()
        }
    }

    /// Where the files of a run that reports to `out` lie.
    pub(crate) fn places(&self, out: impl Into<PathBuf>) -> Places {
        let cwd = std::env::current_dir().unwrap_or_default();
        Places { base: self.settings.attachment_base.value, ..Places::new(out, cwd) }
    }

    /// The names that journeys may say of the shop, also where an environment variable that holds a value is not set.
    pub(crate) fn shop_to_plan_for(&self) -> Shop {
        let settings = &self.settings;
        let mut shop = self.shop(settings.url.as_ref().map_or_else(|| Shop::default().url, |url| url.value.clone()));
        for name in settings.names_in("cards") {
            shop.cards.entry(name.to_owned()).or_default();
        }
        for name in settings.names_in("one-time-codes") {
            shop.one_time_codes.entry(name.to_owned()).or_default();
        }
        let later = [
            ("mail.smtp-sink", &mut shop.mail.smtp_sink),
            ("mail.http", &mut shop.mail.http),
            ("mail.imap", &mut shop.mail.imap),
            ("orders.url", &mut shop.orders.url),
        ];
        for (key, text) in later {
            if settings.given.get(key).is_some_and(|given| given.value.text().is_none()) {
                "later".clone_into(text);
            }
        }
        shop
    }

    /// What journeys must know of the shop at `url`.
    pub(crate) fn shop(&self, url: Url) -> Shop {
        let settings = &self.settings;
        let mut shop = Shop::with_url(url);
        shop.currency = settings.currency.as_ref().map(|currency| currency.value.clone());
        shop.language = settings.locale.as_ref().map(|locale| locale.value.clone());
        shop.words = settings.words.iter().map(|(phrase, words)| (phrase.clone(), words.value.clone())).collect();
        shop.hints = settings.hints.iter().map(|(meaning, hint)| (meaning.clone(), hint.value.clone())).collect();
        shop.overlays = settings.overlays.iter().map(|hint| hint.value.clone()).collect();
        shop.paths = settings.paths.iter().map(|(page, path)| (page.clone(), path.value.clone())).collect();
        shop.cards = texts(settings.table("cards"));
        shop.products = texts(settings.table("products"));
        shop.customer = with_fields(&shop.customer, settings.table("customer"));
        shop.customers = settings
            .names_in("customers")
            .map(|name| {
                let table = format!("customers.{name}");
                (name.to_owned(), with_fields(&shop.customer, settings.table(&table)))
            })
            .collect();
        shop.mail = with_fields(&shop.mail, settings.table("mail"));
        shop.stock = with_fields(&shop.stock, settings.table("stock"));
        shop.orders = with_fields(&shop.orders, settings.table("orders"));
        shop.one_time_codes = texts(settings.table("one-time-codes"));
        shop.card_print = with_fields(&shop.card_print, settings.table("card-print"));
        shop
    }
}

fn texts<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, String> {
    fields.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

/// `default` with some of its fields set; the settings have let only known ones through.
fn with_fields<'a, T>(default: &T, fields: impl Iterator<Item = (&'a str, &'a str)>) -> T
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let mut all: Map<String, Value> = serde_json::to_value(default)
        .ok()
        .and_then(|value| value.as_object().cloned())
        .expect("it is a struct of texts");
    for (name, text) in fields {
        all.insert(name.replace('-', "_"), Value::String(text.to_owned()));
    }
    serde_json::from_value(Value::Object(all)).expect("the fields of the settings are those of the struct")
}

#[cfg(test)]
mod tests {
    use shopper_browser::Redactor;

    use super::*;
    use crate::config::{FILE_NAME, Sources, TABLES};

    fn ready(file: &str) -> Ready {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE_NAME), file).unwrap();
        let sources = Sources { folder: folder.path().to_owned(), ..Sources::default() };
        let settings = Settings::resolve(&sources).unwrap();
        Ready { settings, redactor: Arc::new(Redactor::default()) }
    }

    #[test]
    fn every_field_of_a_closed_table_is_one_of_the_shop_and_none_is_missing() {
        let shop = Shop::default();
        let of = |value: Value| -> Vec<String> {
            value.as_object().unwrap().keys().map(|key| key.replace('_', "-")).collect()
        };
        let book = of(serde_json::to_value(&shop.stock).unwrap());
        let mail = of(serde_json::to_value(&shop.mail).unwrap());
        let print = of(serde_json::to_value(&shop.card_print).unwrap());
        let customer = of(serde_json::to_value(&shop.customer).unwrap());
        for (table, mut there) in
            [("card-print", print), ("customer", customer), ("mail", mail), ("stock", book.clone()), ("orders", book)]
        {
            let (_, fields) = TABLES.iter().find(|(name, _)| *name == table).unwrap();
            let mut fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
            fields.sort();
            there.sort();
            assert_eq!(fields, there, "{table}");
        }
    }

    #[test]
    fn the_shop_is_what_the_settings_say_and_otherwise_as_it_was() {
        let ready = ready(
            "currency = \"eur\"\nlocale = \"de-DE\"\n[words]\ncart = \"Tüte\"\n[cards]\ngood = \"4111 1111 1111 1111\"\n\
             [products]\n\"a sold out product\" = \"Brass Lantern\"\n\
             [customer]\nfirst-name = \"Anna\"\n[customers.\"Ms. B\"]\nfirst-name = \"Bea\"\n[card-print]\ncode = \"999\"\n",
        );
        let shop = ready.shop(Url::parse("https://shop.example/").unwrap());
        assert_eq!(shop.currency.as_deref(), Some("EUR"));
        assert_eq!(shop.words["cart"], ["Tüte"]);
        assert_eq!(shop.card_number("good"), Some("4111 1111 1111 1111"));
        assert_eq!((shop.customer.first_name.as_str(), shop.customer.last_name.as_str()), ("Anna", "Shopper"));
        assert_eq!(shop.products["a sold out product"], "Brass Lantern");
        let bea = shop.customer_named("ms. b").unwrap();
        assert_eq!((bea.first_name.as_str(), bea.last_name.as_str()), ("Bea", "Shopper"));
        assert_eq!(ready.shop_to_plan_for().customers, shop.customers);
        assert_eq!((shop.card_print.code.as_str(), shop.card_print.month.as_str()), ("999", "12"));
        assert_eq!(ready.browser_options().language.as_deref(), Some("de-DE"));
    }

    #[test]
    fn cores_and_memory_decide_the_number_of_workers() {
        const GIGABYTE: u64 = 1024 * 1024 * 1024;
        assert_eq!(workers_for(4, Some(16 * GIGABYTE)), 4);
        assert_eq!(workers_for(4, Some(GIGABYTE)), 2);
        assert_eq!(workers_for(4, Some(0)), 1);
        assert_eq!(workers_for(64, None), 8);
    }
}
