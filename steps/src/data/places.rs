//! Whether the name of a country or of a region is misspelt. What is near to no name that is known here, or may be what
//! another language calls it, is left alone: a shop may say it so.

mod regions;

use regions::REGIONS;

use super::countries;

/// Shorter names are too much alike.
const LONG_ENOUGH: usize = 5;
/// From so many letters on, two of them may be wrong.
const LONG: usize = 9;

/// The name of a country that was probably meant by one that is none: the same letters in another order. Any other slip
/// may be right in one of the languages that are not known here, as `Irland` and `Ireland` are.
pub fn country_meant(name: &str) -> Option<&'static str> {
    let name = plain(name);
    let names = || countries::all().flatten().map(|known| (*known, plain(known)));
    if names().any(|(_, known)| known == name) {
        return None;
    }
    let letters = |name: &str| {
        let mut letters: Vec<char> = name.chars().collect();
        letters.sort_unstable();
        letters
    };
    let swapped: Vec<(&str, String)> = names().filter(|(_, known)| letters(known) == letters(&name)).collect();
    meant(&name, swapped.iter().map(|(known, plain)| (*known, plain.as_str())))
}

/// The name of a region of this country that was probably meant by one that is none.
pub fn region_meant(country: &str, name: &str) -> Option<&'static str> {
    let (country, name) = (plain(country), plain(name));
    let names = countries::all().find(|names| names.iter().any(|one| plain(one) == country))?;
    let (_, regions) = REGIONS.iter().find(|(code, _)| *code == names[0])?;
    let regions: Vec<(&str, String)> = regions.iter().map(|region| (*region, plain(region))).collect();
    if regions.iter().any(|(_, region)| *region == name) {
        return None;
    }
    meant(&name, regions.iter().map(|(region, plain)| (*region, plain.as_str())))
}

/// The name that is nearest, where it is so near that the other is a slip of the pen.
fn meant<'p>(name: &str, known: impl Iterator<Item = (&'static str, &'p str)>) -> Option<&'static str> {
    let length = name.chars().count();
    if length < LONG_ENOUGH || !name.chars().all(|sign| sign.is_alphabetic() || " -'.".contains(sign)) {
        return None;
    }
    let most = if length < LONG { 1 } else { 2 };
    let of_like_length = known.filter(|(_, plain)| plain.chars().count().abs_diff(length) <= most);
    let near = of_like_length.map(|(known, plain)| (strsim::damerau_levenshtein(name, plain), known));
    near.filter(|(distance, _)| (1..=most).contains(distance))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, near)| near)
}

/// In small letters, without accents and with plain signs.
fn plain(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    name.chars().map(without_accent).collect()
}

fn without_accent(sign: char) -> char {
    const PAIRS: [(&str, char); 18] = [
        ("àáâãäåāăą", 'a'),
        ("æèéêëēėęě", 'e'),
        ("ìíîïīįı", 'i'),
        ("òóôõöøōő", 'o'),
        ("ùúûüūůűų", 'u'),
        ("ýÿ", 'y'),
        ("çćčċ", 'c'),
        ("ďđð", 'd'),
        ("ğģġ", 'g'),
        ("ħ", 'h'),
        ("ķ", 'k'),
        ("łļľ", 'l'),
        ("ñńňņ", 'n'),
        ("ř", 'r'),
        ("śšşșß", 's'),
        ("ťţț", 't'),
        ("źżž", 'z'),
        ("’‘‑", '\''),
    ];
    PAIRS.iter().find(|(signs, _)| signs.contains(sign)).map_or(sign, |(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_that_is_misspelt_is_told_and_others_are_left_alone() {
        for (written, meant) in [
            ("Germnay", "Germany"),
            ("Untied States", "United States"),
            ("Unietd Kingodm", "United Kingdom"),
            ("Deutschalnd", "Deutschland"),
            ("Itlay", "Italy"),
            ("Frankreihc", "Frankreich"),
            ("Esapña", "España"),
        ] {
            assert_eq!(country_meant(written), Some(meant), "{written}");
        }
        // Known, or right in another language, or no slip of the pen of anything.
        for written in [
            "germany ",
            "Germania",
            "Alemanha",
            "Italië",
            "Frankrike",
            "Belgio",
            "Espana",
            "Osterreich",
            "USA",
            "UK",
            "DE",
            "Niger",
            "Nigeria",
            "Iran",
            "Iraq",
            "Mali",
            "Atlantis",
            "Germany (DE)",
            "Deutschland 2",
            "",
            "Oz",
        ] {
            assert_eq!(country_meant(written), None, "{written}");
        }
        assert!(countries::all().flatten().all(|name| country_meant(name).is_none()));
    }

    #[test]
    fn a_region_is_one_of_its_country() {
        for (country, written, meant) in [
            ("United States", "Ilinois", "Illinois"),
            ("USA", "Massachusets", "Massachusetts"),
            ("Germany", "Bayren", "Bayern"),
            ("Canada", "Ontarrio", "Ontario"),
            ("España", "Madird", "Madrid"),
        ] {
            assert_eq!(region_meant(country, written), Some(meant), "{written}");
        }
        for (country, written) in [
            ("United States", "Illinois"),
            ("United States", "IL"),
            ("Germany", "Hesse"),
            ("Germany", "Hessen"),
            ("Germany", "Ilinois"),
            ("Atlantis", "Ilinois"),
            ("United Kingdom", "Kennt"),
        ] {
            assert_eq!(region_meant(country, written), None, "{country}: {written}");
        }
        let all = REGIONS.iter().flat_map(|(code, names)| names.iter().map(move |name| (code, name)));
        assert!(all.into_iter().all(|(code, name)| region_meant(code, name).is_none()));
    }
}
