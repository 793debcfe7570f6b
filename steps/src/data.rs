//! Data that a journey needs and nobody wrote: made up from a seed, so that the same seed makes the same again.

mod countries;
mod dice;
mod people;
mod places;

pub(crate) use countries::names_of;
pub(crate) use dice::Dice;
pub(crate) use people::{knows, make_up};
pub use places::{country_meant, region_meant};

use crate::shop::Customer;

/// An address that nobody has yet and that is delivered to where the customer's own is: `mary+k3f9x2ab@example.com`.
pub(crate) fn new_email(customer: &Customer, dice: &mut Dice) -> String {
    let (name, host) = customer.email.split_once('@').unwrap_or((&customer.email, "example.com"));
    let name = name.split('+').next().unwrap_or(name);
    format!("{name}+{}@{host}", dice.word(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_email_is_delivered_to_the_customer_and_differs_each_time() {
        let mut dice = Dice::new(7, "a.feature:3", 1);
        let customer = Customer { email: "qa+old@shop.example".to_owned(), ..Customer::default() };
        let (one, other) = (new_email(&customer, &mut dice), new_email(&customer, &mut dice));
        assert!(one.starts_with("qa+") && one.ends_with("@shop.example") && one.len() == 26, "{one}");
        assert_ne!(one, other);
    }
}
