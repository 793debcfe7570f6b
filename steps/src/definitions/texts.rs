//! What the catalogue knows of the shipped sentences beside their code, by topic: examples and translations. The files are
//! for people, too.
//!
//! A new sentence needs a scenario `@passes` and a scenario `@fails` that end with it in `steps/examples/TOPIC.feature`, and
//! a table with `de`, `fr` and `es` in `steps/translations/TOPIC.toml`; a new topic is named below. Tests say what is missing.
//! What the examples need of settings is in `steps/examples/shopper.toml`.

macro_rules! topics {
    ($($topic:literal)*) => {
        /// Path in the source tree, and text.
        pub(crate) const EXAMPLES: &[(&str, &str)] = &[$((
            concat!("steps/examples/", $topic, ".feature"),
            include_str!(concat!("../../examples/", $topic, ".feature")),
        )),*];
        /// Path in the source tree, and text.
        pub(crate) const TRANSLATIONS: &[(&str, &str)] = &[$((
            concat!("steps/translations/", $topic, ".toml"),
            include_str!(concat!("../../translations/", $topic, ".toml")),
        )),*];
    };
}

topics! {
    "shop" "browse" "product" "cart" "wishes" "totals" "checkout" "payment" "confirmation" "account" "conservation"
    "mail"
    "acts" "page" "tables" "windows" "kept" "device" "network" "files"
}
