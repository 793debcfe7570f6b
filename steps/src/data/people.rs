//! People who do not exist, at streets that are in every town, in towns that do: a shop may check a postcode. The crate
//! `fake` has no Britain and no Spain, and its telephone numbers may be somebody's.

use super::{Dice, names_of, new_email};
use crate::shop::Customer;

/// How people are called and where they live in one country.
struct Land {
    /// Which country it is (ISO 3166-1).
    code: &'static str,
    first: &'static [&'static str],
    last: &'static [&'static str],
    streets: &'static [&'static str],
    /// City, region and postcode.
    towns: &'static [(&'static str, &'static str, &'static str)],
    /// The number in the street; `{}` is the street, `#` the number.
    house: &'static str,
    /// A telephone number; each `#` is any digit. The ranges are kept for fiction by the authority of the country.
    phones: &'static [&'static str],
}

const LANDS: &[Land] = &[
    Land {
        code: "US",
        first: &["Alice", "Brian", "Carmen", "Derek", "Elena", "Frank", "Grace", "Howard", "Irene", "Jamal"],
        last: &[
            "Archer", "Bennett", "Calloway", "Dalton", "Ellison", "Foster", "Granger", "Hollis", "Ingram", "Keller",
        ],
        streets: &["Market Street", "Maple Avenue", "Oak Lane", "Second Street", "Lake Drive", "Park Road"],
        towns: &[
            ("Springfield", "Illinois", "62701"),
            ("Portland", "Oregon", "97201"),
            ("Austin", "Texas", "78701"),
            ("Madison", "Wisconsin", "53703"),
            ("Albany", "New York", "12207"),
        ],
        house: "# {}",
        // 555-0100 to 555-0199 (North American Numbering Plan).
        phones: &["20255501##", "31255501##", "50355501##"],
    },
    Land {
        code: "GB",
        first: &[
            "Amelia",
            "Barnaby",
            "Charlotte",
            "Duncan",
            "Eleanor",
            "Fergus",
            "Harriet",
            "Imogen",
            "Oliver",
            "Priya",
        ],
        last: &[
            "Ashworth",
            "Bexley",
            "Cartwright",
            "Dunmore",
            "Fairfax",
            "Hargreaves",
            "Kingsley",
            "Merton",
            "Pemberton",
            "Thornton",
        ],
        streets: &["High Street", "Station Road", "Church Lane", "Mill Road", "Victoria Road", "Green Lane"],
        towns: &[
            ("Bristol", "", "BS1 4DJ"),
            ("Leeds", "", "LS1 4AP"),
            ("Manchester", "", "M2 5DB"),
            ("London", "", "EC1A 1BB"),
            ("Sheffield", "", "S1 2HE"),
        ],
        house: "# {}",
        // Numbers for use in television and radio drama (Ofcom).
        phones: &["01174960###", "01134960###", "01614960###", "02079460###", "07700900###"],
    },
    Land {
        code: "DE",
        first: &["Anneliese", "Bernd", "Carolin", "Dieter", "Elif", "Fabian", "Greta", "Holger", "Ines", "Jörg"],
        last: &[
            "Ackermann",
            "Brandt",
            "Claasen",
            "Dietrich",
            "Engelhardt",
            "Förster",
            "Grünwald",
            "Hartmann",
            "Jäger",
            "Köhler",
        ],
        streets: &["Hauptstraße", "Bahnhofstraße", "Gartenweg", "Lindenallee", "Schulstraße", "Mühlenweg"],
        towns: &[
            ("Berlin", "Berlin", "10115"),
            ("Hamburg", "Hamburg", "20095"),
            ("München", "Bayern", "80331"),
            ("Köln", "Nordrhein-Westfalen", "50667"),
            ("Frankfurt am Main", "Hessen", "60311"),
        ],
        house: "{} #",
        // Numbers for use in the media (Bundesnetzagentur).
        phones: &["03023125###", "04066969###", "08999998###", "02214710###", "06990009###"],
    },
    Land {
        code: "FR",
        first: &["Amandine", "Benoît", "Chloé", "Damien", "Élodie", "Florian", "Hélène", "Lucas", "Manon", "Noémie"],
        last: &[
            "Aubert",
            "Besson",
            "Chevalier",
            "Delmas",
            "Fontaine",
            "Girard",
            "Lacroix",
            "Marchand",
            "Perrin",
            "Rousseau",
        ],
        streets: &["rue de la République", "rue des Écoles", "avenue de la Gare", "rue du Moulin", "place de l'Église"],
        towns: &[
            ("Lyon", "Auvergne-Rhône-Alpes", "69002"),
            ("Nantes", "Pays de la Loire", "44000"),
            ("Lille", "Hauts-de-France", "59000"),
            ("Toulouse", "Occitanie", "31000"),
            ("Paris", "Île-de-France", "75011"),
        ],
        house: "# {}",
        // Numbers for use in works of fiction (Arcep).
        phones: &["019900####", "026191####", "035301####", "046571####", "053649####", "063998####"],
    },
    Land {
        code: "ES",
        first: &["Alba", "Bruno", "Carla", "Diego", "Elena", "Gonzalo", "Irene", "Javier", "Lucía", "Martín"],
        last: &[
            "Aguilar",
            "Benítez",
            "Cabrera",
            "Domínguez",
            "Escudero",
            "Fuentes",
            "Gallardo",
            "Herrera",
            "Iglesias",
            "Navarro",
        ],
        streets: &["Calle Mayor", "Calle Real", "Avenida de la Constitución", "Calle del Sol", "Plaza Nueva"],
        towns: &[
            ("Madrid", "Madrid", "28013"),
            ("Barcelona", "Barcelona", "08002"),
            ("Valencia", "Valencia", "46002"),
            ("Sevilla", "Sevilla", "41001"),
            ("Bilbao", "Bizkaia", "48001"),
        ],
        house: "{} #",
        // Spain keeps no numbers for fiction; these are of the right length.
        phones: &["910000###"],
    },
];

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

fn land(country: &str) -> Option<&'static Land> {
    let names = names_of(country)?;
    LANDS.iter().find(|land| names.contains(&land.code))
}

/// Whether people of this country can be made up.
pub(crate) fn knows(country: &str) -> bool {
    land(country).is_some()
}

/// Somebody who lives in `country`; where that is not known, at the address of `model`. The email address is delivered
/// to where the model's is, and the password is the model's: shops are particular about passwords.
pub(crate) fn make_up(model: &Customer, country: &str, dice: &mut Dice) -> Customer {
    let email = new_email(model, dice);
    let known = land(country);
    let named = known.unwrap_or(&LANDS[0]);
    let who = Customer {
        first_name: (*dice.one_of(named.first)).to_owned(),
        last_name: (*dice.one_of(named.last)).to_owned(),
        email,
        country: country.to_owned(),
        ..model.clone()
    };
    let Some(land) = known else { return who };
    let (city, region, postcode) = *dice.one_of(land.towns);
    let house = (1 + dice.below(98)).to_string();
    let street = *dice.one_of(land.streets);
    let street = land.house.replace("{}", street).replace('#', &house);
    let pattern = dice.one_of(land.phones);
    let digit = |sign| if sign == '#' { *dice.one_of(&DIGITS) } else { sign };
    let phone = pattern.chars().map(digit).collect();
    Customer {
        phone,
        street,
        street2: String::new(),
        city: city.to_owned(),
        region: region.to_owned(),
        postcode: postcode.to_owned(),
        ..who
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(country: &str, seed: u64) -> Customer {
        make_up(&Customer::default(), country, &mut Dice::new(seed, "a.feature:3", 1))
    }

    #[test]
    fn the_same_seed_makes_the_same_customer_and_another_one_another() {
        for country in ["United States", "Deutschland", "UK", "France", "España"] {
            assert_eq!(from(country, 7), from(country, 7));
            assert_ne!(from(country, 7), from(country, 8));
            assert_eq!(from(country, 7).country, country, "as the shop writes it");
        }
    }

    #[test]
    fn addresses_and_numbers_have_the_form_of_the_country_and_belong_to_nobody() {
        let digits = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        for seed in 0..50 {
            let us = from("USA", seed);
            assert!(us.phone[3..].starts_with("55501") && digits(&us.phone, 10), "{}", us.phone);
            assert!(digits(&us.postcode, 5) && !us.region.is_empty());
            let gb = from("United Kingdom", seed);
            assert!(gb.phone.contains("4960") || gb.phone.contains("79460") || gb.phone.contains("7700900"));
            assert!(digits(&gb.phone, 11), "{}", gb.phone);
            let de = from("Germany", seed);
            assert!(digits(&de.phone, 11) && digits(&de.postcode, 5), "{de:?}");
            assert!(de.street.ends_with(|sign: char| sign.is_ascii_digit()), "{}", de.street);
            assert!(digits(&from("Frankreich", seed).phone, 10) && digits(&from("Spain", seed).phone, 9));
        }
    }

    #[test]
    fn elsewhere_the_address_is_the_one_of_the_settings() {
        let model = Customer { country: "Switzerland".to_owned(), postcode: "8001".to_owned(), ..Customer::default() };
        let who = make_up(&model, "Switzerland", &mut Dice::new(1, "", 1));
        assert!(!knows("Switzerland") && who.postcode == "8001" && who.street == model.street);
        assert!(who.email != model.email && who.password == model.password);
    }
}
