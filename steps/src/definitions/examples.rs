//! The examples of the shipped sentences, by topic; the files are for people, too.

macro_rules! examples {
    ($($topic:literal)*) => {
        /// Path in the source tree, and text.
        pub(crate) const EXAMPLES: &[(&str, &str)] = &[$((
            concat!("steps/examples/", $topic, ".feature"),
            include_str!(concat!("../../examples/", $topic, ".feature")),
        )),*];
    };
}

examples! {
    "shop" "browse" "product" "cart" "totals" "checkout" "payment" "confirmation" "account"
    "acts" "page" "tables" "windows" "kept" "device" "network" "files"
}
