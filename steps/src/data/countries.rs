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
    &["NL", "Netherlands", "The Netherlands", "Holland", "Niederlande", "Pays-Bas", "Países Bajos"],
    &["BE", "Belgium", "Belgien", "Belgique", "Bélgica"],
    &["LU", "Luxembourg", "Luxemburg", "Luxemburgo"],
    &["IE", "Ireland", "Irland", "Irlande", "Irlanda"],
    &["IT", "Italy", "Italien", "Italie", "Italia"],
    &["PT", "Portugal"],
    &["DK", "Denmark", "Dänemark", "Danemark", "Dinamarca"],
    &["SE", "Sweden", "Schweden", "Suède", "Suecia"],
    &["NO", "Norway", "Norwegen", "Norvège", "Noruega"],
    &["FI", "Finland", "Finnland", "Finlande", "Finlandia"],
    &["IS", "Iceland", "Island", "Islande", "Islandia"],
    &["PL", "Poland", "Polen", "Pologne", "Polonia"],
    &["CZ", "Czechia", "Czech Republic", "Tschechien", "Tchéquie", "Chequia"],
    &["SK", "Slovakia", "Slowakei", "Slovaquie", "Eslovaquia"],
    &["HU", "Hungary", "Ungarn", "Hongrie", "Hungría"],
    &["SI", "Slovenia", "Slowenien", "Slovénie", "Eslovenia"],
    &["HR", "Croatia", "Kroatien", "Croatie", "Croacia"],
    &["RO", "Romania", "Rumänien", "Roumanie", "Rumanía"],
    &["BG", "Bulgaria", "Bulgarien", "Bulgarie"],
    &["GR", "Greece", "Griechenland", "Grèce", "Grecia"],
    &["TR", "Turkey", "Türkiye", "Türkei", "Turquie", "Turquía"],
    &["CA", "Canada", "Kanada", "Canadá"],
    &["MX", "Mexico", "Mexiko", "Mexique", "México"],
    &["BR", "Brazil", "Brasilien", "Brésil", "Brasil"],
    &["AR", "Argentina", "Argentinien", "Argentine"],
    &["AU", "Australia", "Australien", "Australie"],
    &["NZ", "New Zealand", "Neuseeland", "Nouvelle-Zélande", "Nueva Zelanda"],
    &["JP", "Japan", "Japon", "Japón"],
    &["CN", "China", "Chine"],
    &["IN", "India", "Indien", "Inde"],
    &["KR", "South Korea", "Südkorea", "Corée du Sud", "Corea del Sur"],
];

/// Every country known here, by all its names, its code first.
pub(super) fn all() -> impl Iterator<Item = &'static [&'static str]> + Clone {
    COUNTRIES.iter().copied()
}

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
