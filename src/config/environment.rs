//! What the environment says: options, fields of tables, and what begins like ours and is neither.

mod fields;

use std::collections::BTreeMap;

use self::fields::{fields, names_several, variable};
use super::file::{FileLayer, Raw};
use super::given::Given;
use super::layers::Sources;
use super::options::{CONFIG_VARIABLE, ConfigOption, OPTIONS, PATHS_TABLE, PREFIX, TABLES};
use super::origin::{Origin, Sourced};
use super::settings::is_password;
use super::trouble::{Trouble, did_you_mean};
use super::values::Value;

/// The layer of the environment.
#[derive(Debug, Default)]
pub(super) struct Environment {
    /// By the option's key.
    pub(super) values: BTreeMap<&'static str, Raw>,
    /// By the full name of a field: `mail.password`.
    pub(super) given: BTreeMap<String, Sourced<Given>>,
    /// Variables that begin like ours and that nothing reads: a warning for each.
    pub(super) unheard: Vec<String>,
}

/// Names that differ from one of ours by so many letters at most are misspelt.
const SLIP: usize = 2;

impl Environment {
    /// Reads it; variables that are meant for us and cannot be are added to `troubles`. An empty one counts as unset.
    pub(super) fn read(sources: &Sources, files: [&FileLayer; 2], troubles: &mut Vec<Trouble>) -> Self {
        let mut layer = Self::default();
        let options: BTreeMap<String, &ConfigOption> =
            OPTIONS.iter().map(|option| (option.variable(), option)).collect();
        let fields = fields(files);
        let named: Vec<&str> = files.into_iter().flat_map(variables_named_by).collect();
        for (name, text) in sources.environment.iter().filter(|(name, _)| name.starts_with(PREFIX)) {
            let origin = Origin::Environment(name.clone());
            if let Some(option) = options.get(name) {
                if !text.is_empty() {
                    layer.values.insert(option.key, Raw { value: Value::Text(text.clone()), origin, place: None });
                }
            } else if let Some(meant) = fields.get(name) {
                match meant.as_slice() {
                    _ if text.is_empty() => {}
                    [field] => {
                        layer.given.insert(field.clone(), Sourced { value: given(field, name, text), origin });
                    }
                    several => troubles.push(names_several(name, several)),
                }
            } else if name == CONFIG_VARIABLE
                || named.contains(&name.as_str())
                || text.is_empty()
                || is_of_a_cluster(name)
            {
                // Who names a variable in a file says there what it is for.
            } else {
                let known: Vec<&str> = options.keys().chain(fields.keys()).map(String::as_str).collect();
                match meant(name, &known) {
                    Ok(mend) => troubles.push(Trouble::new(format!("the environment variable {name} is no option"), mend)),
                    Err(mend) => layer.unheard.push(format!(
                        "warning: nothing reads the environment variable {name}, which begins like ours\n  = help: {mend}"
                    )),
                }
            }
        }
        layer
    }
}

/// What is a secret or printed on a card is hidden wherever it is shown; a town is not.
fn given(field: &str, name: &str, text: &str) -> Given {
    if is_password(field) || field.starts_with("cards.") || field == "card-print.code" {
        Given::Variable { name: name.to_owned(), value: Some(text.to_owned()) }
    } else {
        Given::Plain(text.to_owned())
    }
}

/// How to mend a variable that is meant for us (`Ok`), or one that may be somebody else's (`Err`).
fn meant(name: &str, known: &[&str]) -> Result<String, String> {
    let own = &name[PREFIX.len()..];
    let flag = own.to_lowercase().replace('_', "-");
    if let Some(option) = OPTIONS.iter().find(|option| option.flag.is_some_and(|one| one[2..] == flag)) {
        return Ok(format!("the variable of {} is {}", option.flag.unwrap_or_default(), option.variable()));
    }
    let all: Vec<&str> = known.iter().map(|known| &known[PREFIX.len()..]).collect();
    if let Some(near) = all.iter().map(|one| (strsim::osa_distance(own, one), one)).min()
        && near.0 <= SLIP.min(own.len() / 3)
    {
        return Ok(format!("did you mean {PREFIX}{}?", near.1));
    }
    if let Some((table, _)) = TABLES.iter().find(|(table, _)| name.starts_with(&format!("{}_", variable(table)))) {
        // It may be meant for a neighbour, or for the journeys of another shop.
        return Err(match *table {
            "words" | "hints" | PATHS_TABLE => format!("[{table}] stands in a file alone: shop.toml or shopper.toml"),
            "customers" => format!(
                "no [{table}] of shop.toml or shopper.toml is called so: write the table there, and {{ env = \"{name}\" }} in it"
            ),
            table if TABLES.iter().any(|(name, fields)| *name == table && fields.is_empty()) => format!(
                "write into [{table}] of shop.toml or shopper.toml what it is for, with {{ env = \"{name}\" }} as its value"
            ),
            table => {
                let (_, fields) = TABLES.iter().find(|(name, _)| *name == table).copied().unwrap_or_default();
                let variables: Vec<String> = fields.iter().map(|field| variable(&format!("{table}.{field}"))).collect();
                format!("of [{table}] there are {}", variables.join(", "))
            }
        });
    }
    Err(match did_you_mean(own, all) {
        Some(near) => format!("did you mean {PREFIX}{near}?"),
        None => "`shopper config --default` tells how the variables are called; name what is not for it otherwise"
            .to_owned(),
    })
}

/// Whether Kubernetes sets it in every container beside a service called `shopper` or `shopper-...`.
fn is_of_a_cluster(name: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let port = |rest: &str| {
        let parts: Vec<&str> = rest.split('_').collect();
        match parts.as_slice() {
            [number, protocol, rest @ ..] => {
                digits(number)
                    && ["TCP", "UDP", "SCTP"].contains(protocol)
                    && (rest.is_empty() || matches!(rest, ["PROTO" | "PORT" | "ADDR"]))
            }
            _ => false,
        }
    };
    name.ends_with("_SERVICE_HOST")
        || name.ends_with("_PORT")
        || name.contains("_SERVICE_PORT_")
        || name.split_once("_PORT_").is_some_and(|(_, rest)| port(rest))
}

fn variables_named_by(file: &FileLayer) -> Vec<&str> {
    let in_tables = file.given.values().filter_map(|given| match &given.value {
        Given::Variable { name, .. } => Some(name.as_str()),
        Given::Plain(_) => None,
    });
    let listed = match file.values.get("secrets").map(|raw| &raw.value) {
        Some(Value::Texts(names)) => names.as_slice(),
        _ => &[],
    };
    in_tables.chain(listed.iter().map(String::as_str)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::resolve;

    #[test]
    fn fields_of_tables_come_from_the_environment_and_secrets_stay_secret() {
        let file = "[mail]\nimap = \"imaps://anna@mail.example/\"\n[customers.\"Ms. B\"]\nemail = \"b@example.com\"\n\
                    [customer]\ncity = \"Bonn\"\n";
        let environment = [
            ("SHOPPER_MAIL_PASSWORD", "s3cret-w0rd"),
            ("SHOPPER_CUSTOMER_CITY", "Berlin"),
            ("SHOPPER_CUSTOMERS_MS__B_PASSWORD", "pa55-word"),
            ("SHOPPER_STOCK_AUTHORIZATION", "Bearer k3y-of-shop"),
            ("SHOPPER_ORDERS_URL", ""),
        ];
        let settings = resolve(file, &environment, &[]).unwrap();
        let of = |key: &str| settings.given.get(key).and_then(|given| given.value.text());
        assert_eq!(of("mail.password"), Some("s3cret-w0rd"));
        assert_eq!(of("customer.city"), Some("Berlin"), "the environment is stronger than the file");
        assert_eq!(of("customers.Ms. B.password"), Some("pa55-word"));
        assert_eq!(of("orders.url"), None, "an empty variable counts as unset");
        let hidden: Vec<&str> = settings.hidden().iter().map(|(_, value)| value.as_str()).collect();
        for secret in ["s3cret-w0rd", "pa55-word", "Bearer k3y-of-shop"] {
            assert!(hidden.contains(&secret), "{secret}");
        }
        assert!(!hidden.contains(&"Berlin"), "a town is no secret");
        let shown = settings.show();
        assert!(!shown.contains("s3cret-w0rd"), "{shown}");
        let line = shown.lines().find(|line| line.starts_with("mail.password")).unwrap();
        assert!(line.ends_with("# environment SHOPPER_MAIL_PASSWORD, set"), "{line}");
        assert!(resolve("", &environment[..1], &[]).is_ok(), "a pipeline sets it for jobs that read no mails, too");
    }

    #[test]
    fn a_variable_that_two_names_share_is_a_mistake_once_it_is_set() {
        let file = "[customers.\"Ms. B\"]\nemail = \"b@example.com\"\n[customers.\"Ms, B\"]\nemail = \"c@example.com\"\n\
                    [products]\n\"a mug\" = \"Blue Mug\"\n\"a-mug\" = \"Red Mug\"\n";
        assert!(resolve(file, &[], &[]).is_ok(), "the names themselves are two");
        assert!(resolve(file, &[("SHOPPER_CUSTOMERS_MS__B_CITY", "")], &[]).is_ok(), "an empty one counts as unset");
        let told = ["SHOPPER_CUSTOMERS_MS__B_PASSWORD", "SHOPPER_PRODUCTS_A_MUG"]
            .map(|name| resolve(file, &[(name, "pa55-word")], &[]).expect_err(name));
        insta::assert_snapshot!(told.join("\n\n"), @r#"
        error: the environment variable SHOPPER_CUSTOMERS_MS__B_PASSWORD could mean each of customers."Ms, B".password and customers."Ms. B".password
         |
         = help: name one of them otherwise, or give each a variable of its own in the file: { env = "..." }

        error: the environment variable SHOPPER_PRODUCTS_A_MUG could mean each of products."a mug" and products.a-mug
         |
         = help: name one of them otherwise, or give each a variable of its own in the file: { env = "..." }
        "#);
    }

    #[test]
    fn a_variable_that_is_named_a_secret_is_read_all_the_same() {
        let settings =
            resolve("secrets = [\"SHOPPER_URL\"]", &[("SHOPPER_URL", "https://shop.example/")], &[]).unwrap();
        assert_eq!(settings.url.map(|url| url.value.to_string()).as_deref(), Some("https://shop.example/"));
    }

    #[test]
    fn a_variable_that_nothing_reads_is_told() {
        let told =
            ["SHOPPER_MAIL_PASWORD", "SHOPPER_SHOP"].map(|name| resolve("", &[(name, "x")], &[]).expect_err(name));
        insta::assert_snapshot!(told.join("\n\n"), @r#"
        error: the environment variable SHOPPER_MAIL_PASWORD is no option
         |
         = help: did you mean SHOPPER_MAIL_PASSWORD?

        error: the environment variable SHOPPER_SHOP is no option
         |
         = help: the variable of --shop is SHOPPER_URL
        "#);
        // What may be a neighbour's, or for another shop's journeys.
        let unheard = |name: &str| resolve("", &[(name, "x")], &[]).unwrap().unheard;
        let warned = [
            "SHOPPER_VERSION",
            "SHOPPER_WEBDRIVER_ADDRESS",
            "SHOPPER_MAIL_SERVER",
            "SHOPPER_CARDS_LOST",
            "SHOPPER_WORDS_CART",
            "SHOPPER_CUSTOMERS_ADA_EMAIL",
        ]
        .map(unheard);
        insta::assert_snapshot!(warned.concat().join("\n"), @r#"
        warning: nothing reads the environment variable SHOPPER_VERSION, which begins like ours
          = help: `shopper config --default` tells how the variables are called; name what is not for it otherwise
        warning: nothing reads the environment variable SHOPPER_WEBDRIVER_ADDRESS, which begins like ours
          = help: did you mean SHOPPER_WEBDRIVER?
        warning: nothing reads the environment variable SHOPPER_MAIL_SERVER, which begins like ours
          = help: of [mail] there are SHOPPER_MAIL_SMTP_SINK, SHOPPER_MAIL_HTTP, SHOPPER_MAIL_RAW, SHOPPER_MAIL_AUTHORIZATION, SHOPPER_MAIL_IMAP, SHOPPER_MAIL_PASSWORD
        warning: nothing reads the environment variable SHOPPER_CARDS_LOST, which begins like ours
          = help: write into [cards] of shop.toml or shopper.toml what it is for, with { env = "SHOPPER_CARDS_LOST" } as its value
        warning: nothing reads the environment variable SHOPPER_WORDS_CART, which begins like ours
          = help: [words] stands in a file alone: shop.toml or shopper.toml
        warning: nothing reads the environment variable SHOPPER_CUSTOMERS_ADA_EMAIL, which begins like ours
          = help: no [customers] of shop.toml or shopper.toml is called so: write the table there, and { env = "SHOPPER_CUSTOMERS_ADA_EMAIL" } in it
        "#);
        assert!(resolve("", &[("SHOPPER_SHOP", "")], &[]).unwrap().unheard.is_empty(), "an empty one counts as unset");
        for name in
            ["SHOPPER_SERVICE_HOST", "SHOPPER_PORT", "SHOPPER_PORT_80_TCP_ADDR", "SHOPPER_WEB_SERVICE_PORT_HTTP"]
        {
            assert!(unheard(name).is_empty(), "a cluster sets {name}");
        }
        assert!(unheard("SHOPPING_LIST").is_empty());
    }
}
