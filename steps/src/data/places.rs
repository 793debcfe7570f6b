//! Whether the name of a country or of a region is misspelt: the same letters in another order. Any other slip may be right
//! in some language, as `Irland` and `Ireland`, `Catalonia` and `Cataluña` are, and a shop may say it so.

mod regions;

use regions::REGIONS;

use super::countries;

/// From so many letters on, there may be two slips.
const LONG: usize = 9;

/// The name of a country that was probably meant by one that is none.
pub fn country_meant(name: &str) -> Option<&'static str> {
    meant(name, countries::all().flatten().copied())
}

/// The name of a region of this country that was probably meant by one that is none.
pub fn region_meant(country: &str, name: &str) -> Option<&'static str> {
    let country = plain(country);
    let names = countries::all().find(|names| names.iter().any(|one| plain(one) == country))?;
    let (_, regions) = REGIONS.iter().find(|(code, _)| *code == names[0])?;
    meant(name, regions.iter().copied())
}

/// The known name of whose letters a few have changed places in `name`.
fn meant(name: &str, known: impl Iterator<Item = &'static str> + Clone) -> Option<&'static str> {
    let name = plain(name);
    if known.clone().any(|one| plain(one) == name) {
        return None;
    }
    let letters = |name: &str| {
        let mut letters: Vec<char> = name.chars().collect();
        letters.sort_unstable();
        letters
    };
    let (own, most) = (letters(&name), if name.chars().count() < LONG { 1 } else { 2 });
    known.into_iter().find(|one| {
        let one = plain(one);
        letters(&one) == own && strsim::osa_distance(&one, &name) <= most
    })
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
        for (country, written, meant) in
            [("United States", "Illinios", "Illinois"), ("Germany", "Bayren", "Bayern"), ("España", "Madird", "Madrid")]
        {
            assert_eq!(region_meant(country, written), Some(meant), "{written}");
        }
        for (country, written) in [
            ("United States", "Illinois"),
            ("United States", "IL"),
            ("United States", "Georgie"),
            ("Spain", "Catalonia"),
            ("Spain", "Andalusia"),
            ("Germany", "Hamburgo"),
            ("Austria", "Viena"),
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
