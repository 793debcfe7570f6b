//! Countries, by the names that journeys and shops give them: the code first, then English, German, French and Spanish.

const COUNTRIES: &[&[&str]] = &[
    &["US", "United States", "United States of America", "USA", "Vereinigte Staaten", "États-Unis", "Estados Unidos"],
    &[
        "GB",
        "United Kingdom",
        "UK",
        "Great Britain",
        "England",
        "Vereinigtes Königreich",
        "Großbritannien",
        "Royaume-Uni",
        "Reino Unido",
    ],
    &["DE", "Germany", "Deutschland", "Allemagne", "Alemania"],
    &["FR", "France", "Frankreich", "Francia"],
    &["ES", "Spain", "Spanien", "Espagne", "España"],
    &["CH", "Switzerland", "Schweiz", "Suisse", "Suiza"],
    &["AT", "Austria", "Österreich", "Autriche"],
    &["NL", "Netherlands", "Niederlande", "Pays-Bas", "Países Bajos"],
];

/// All names of a country, its code first; nothing where it is not known.
pub(crate) fn names_of(country: &str) -> Option<&'static [&'static str]> {
    let country = country.trim().to_lowercase();
    COUNTRIES.iter().find(|names| names.iter().any(|name| name.to_lowercase() == country)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_any_of_its_names() {
        for name in ["gb", "England", " United Kingdom ", "Großbritannien", "reino unido"] {
            assert_eq!(names_of(name).map(|names| names[0]), Some("GB"), "{name}");
        }
        assert_eq!(names_of("Österreich").map(|names| names[0]), Some("AT"));
        assert_eq!(names_of("Atlantis"), None);
    }
}
