//! The journeys that the product ships, held in the program so that the demo works wherever it is installed.

use std::io;
use std::path::Path;

macro_rules! shipped {
    ($($path:literal)*) => {
        /// Path below `features/`, and text.
        const FEATURES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../features/", $path)))),*];
    };
}

shipped! {
    "account/customer.feature"
    "account/mail.feature"
    "account/new-customer.feature"
    "browse/filter.feature"
    "browse/product.feature"
    "browse/search.feature"
    "cart/change-of-mind.feature"
    "cart/coupon.feature"
    "cart/quantity.feature"
    "cart/variants.feature"
    "checkout/achat.feature"
    "checkout/any-shop.feature"
    "checkout/compra.feature"
    "checkout/einkauf.feature"
    "checkout/german.feature"
    "checkout/guest.feature"
    "checkout/once.feature"
    "checkout/payment.feature"
    "checkout/three-d-secure.feature"
    "phrases/shopping.feature"
    "wish-list/wishes.feature"
}

/// Writes them below `folder` and gives their paths. Files that are there already are written anew.
pub(crate) fn write_to(folder: &Path) -> io::Result<Vec<String>> {
    FEATURES
        .iter()
        .map(|(path, text)| {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
            std::fs::write(&path, text)?;
            Ok(path.to_string_lossy().into_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use super::*;

    fn features_below(folder: &Path, found: &mut BTreeSet<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                features_below(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "feature") {
                found.insert(path);
            }
        }
    }

    #[test]
    fn every_feature_of_the_source_tree_is_shipped() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("features");
        let mut there = BTreeSet::new();
        features_below(&root, &mut there);
        let shipped: BTreeSet<PathBuf> = FEATURES.iter().map(|(path, _)| root.join(path)).collect();
        assert_eq!(shipped, there);
        assert!(!shipped.is_empty());
    }

    #[test]
    fn they_are_written_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let paths = write_to(&folder.path().join("features")).unwrap();
        assert_eq!(paths.len(), FEATURES.len());
        assert_eq!(std::fs::read_to_string(&paths[0]).unwrap(), FEATURES[0].1);
        assert_eq!(write_to(&folder.path().join("features")).unwrap(), paths, "a second time is no trouble");
    }
}
