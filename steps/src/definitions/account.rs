//! Customers who come back.

use std::time::Duration;

use shopper_browser::{Failure, Look};
use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::Definition;
use crate::data::{make_up, new_email};
use crate::failure::Blame as _;
use crate::failure::{mistake, unmet};
use crate::one_time::{self, Authenticator};
use crate::pages::{Row, accept_if};
use crate::parameters::{AuthenticatorName, Country, CustomerName, Password};
use crate::world::{Account, World};

/// So many seconds a one-time code must still be good for.
const TYPED_WITHIN: u64 = 2;
/// The next code is waited for so long: a clock that is set anew meanwhile must not end the step.
const CODE_CHANGES: Duration = Duration::from_secs(5);

pub(super) fn definitions() -> Vec<Definition> {
    vec![
        AM_CUSTOMER,
        AM_NEW_CUSTOMER,
        AM_NEW_CUSTOMER_FROM,
        HAVE_ACCOUNT,
        REGISTER,
        LOG_IN,
        LOG_IN_AS,
        ENTER_CODE,
        ASK_FOR_PASSWORD,
        CHOOSE_PASSWORD,
        LOG_OUT,
        AM_LOGGED_IN,
        AM_LOGGED_OUT,
        ORDER_IN_HISTORY,
        HISTORY_COUNT,
    ]
}

/// Shops as this customer of shop.toml: its name and address, and its email and password to log in with.
#[step(given, "I am the customer {customer}", example = "I am the customer \"German business\"")]
#[expect(clippy::unused_async, reason = "every definition is an async function")]
async fn am_customer(world: &mut World, name: CustomerName) -> Outcome {
    become_customer(world, &name)
}

/// Shops as somebody who was never there: name, address and telephone of the country of the customer in shop.toml, and a
/// new email address that is delivered to that customer's. All of it comes from the seed that the run tells.
#[step(given, "I am a new customer", example = "I am a new customer", gives = [OwnEmail])]
#[expect(clippy::unused_async, reason = "every definition is an async function")]
async fn am_new_customer(world: &mut World) -> Outcome {
    let country = world.shop.customer.country.clone();
    become_new(world, &country);
    Ok(())
}

/// The same, from this country: the United States, the United Kingdom, Germany, France or Spain.
#[step(
    given,
    "I am a new customer from {country}",
    example = "I am a new customer from \"Germany\"",
    gives = [OwnEmail]
)]
#[expect(clippy::unused_async, reason = "every definition is an async function")]
async fn am_new_customer_from(world: &mut World, country: Country) -> Outcome {
    become_new(world, &country);
    Ok(())
}

/// Registers a new account with an address of its own, and stays logged in.
#[step(given, "I have an account", example = "I have an account", gives = [OwnEmail, Orders])]
async fn have_account(world: &mut World) -> Outcome {
    register(world).await
}

/// Registers a new account with an address of its own.
#[step(when, "I register", example = "I register", gives = [OwnEmail, Orders])]
async fn register(world: &mut World) -> Outcome {
    let account = new_account(world);
    world.site().register(&account).await?;
    world.memory.account = Some(account);
    world.memory.registered = true;
    Ok(())
}

/// Logs in with the account of this journey.
#[step(when, "I log in", example = "I log in")]
async fn log_in(world: &mut World) -> Outcome {
    let account = own_account(world)?;
    world.site().log_in(&account).await
}

/// Logs in with the email and password of this customer of shop.toml, and shops as it from here on.
#[step(when, "I log in as {customer}", example = "I log in as \"German business\"")]
async fn log_in_as(world: &mut World, name: CustomerName) -> Outcome {
    become_customer(world, &name)?;
    let account = own_account(world)?;
    world.site().log_in(&account).await
}

/// Types the code that an authenticator app shows now (TOTP), and has it checked; the secret stands under this name in
/// [one-time-codes] of shopper.toml. A code that is about to change is not typed any more: the next one is.
#[step(when, "I enter the one-time code of {authenticator}", example = "I enter the one-time code of \"Ada\"")]
async fn enter_code(world: &mut World, name: AuthenticatorName) -> Outcome {
    let secret = world.shop.one_time_secret(&name).unwrap_or_default();
    let authenticator = Authenticator::read(secret).map_err(|why| {
        let what = format!("the secret of the authenticator \"{name}\" cannot be read: {why}");
        mistake(what, "write its secret into [one-time-codes] of shopper.toml")
    })?;
    let site = world.site();
    let form = site.code_form().await.blame(&name, "look at the picture: does the account have a second factor?")?;
    let page = world.page.with_patience(CODE_CHANGES);
    let code = page.ask("a one-time code that stays good", async || match one_time::now() {
        now if authenticator.good_for(now) > TYPED_WITHIN => Look::Accept(authenticator.code_at(now)),
        _ => Look::NotYet("the code is about to change".to_owned()),
    });
    site.enter_code(&form, &code.await?)
        .await
        .blame(&name, "check its secret in [one-time-codes], and the clock of this machine")
}

/// Says that the password of this journey's account is forgotten; the shop sends a mail then.
#[step(when, "I ask for a new password", example = "I ask for a new password")]
async fn ask_for_password(world: &mut World) -> Outcome {
    let account = own_account(world)?;
    world.site().ask_for_password(&account.email).await
}

/// Types this password where a new one is asked for, and has it saved. The account is logged in with it from here on.
#[step(when, "I choose the new password {password}", example = "I choose the new password \"Another-8-Password\"")]
async fn choose_password(world: &mut World, password: Password) -> Outcome {
    let account = own_account(world)?;
    world.site().choose_password(&password).await?;
    world.memory.account = Some(Account { password: password.0, ..account });
    Ok(())
}

/// Logs out.
#[step(when, "I log out", example = "I log out")]
async fn log_out(world: &mut World) -> Outcome {
    world.site().log_out().await
}

/// The shop knows the customer: it offers to log out.
#[step(then, "I am logged in", example = "I am logged in")]
async fn am_logged_in(world: &mut World) -> Outcome {
    let site = world.site();
    // What the shop answered is not left behind for a look at the account.
    site.look_at_answer().await.blame("logged in", "look at the picture: why did the shop refuse the customer?")?;
    let view = site.open_account().await?;
    if site.is_logged_in(&view) {
        return Ok(());
    }
    Err(unmet(format!("the page {} asks to log in", view.what()), "look at the picture: was the customer forgotten?"))
}

/// The shop does not know the customer.
#[step(then, "I am logged out", example = "I am logged out")]
async fn am_logged_out(world: &mut World) -> Outcome {
    let site = world.site();
    let view = site.open_account().await?;
    if !site.is_logged_in(&view) {
        return Ok(());
    }
    Err(unmet(format!("the page {} offers to log out", view.what()), "look at the picture: who is logged in?"))
}

/// The account shows the order of this journey, by its number or by what was paid.
#[step(then, "my order is in my order history", example = "my order is in my order history")]
async fn order_in_history(world: &mut World) -> Outcome {
    let order = world.memory.order.clone().ok_or_else(|| {
        mistake("no order has been confirmed in this journey", "say before it: Then my order is confirmed")
    })?;
    let site = world.site();
    let look = site.look_at_orders("the order in the history", |orders| {
        let is_it = |row: &Row| match (&order.number, &order.total) {
            (Some(number), _) => row.words.iter().any(|text| text.contains(number.as_str())),
            (None, Some(total)) => {
                row.monies.iter().any(|text| site.shop.money(text).is_ok_and(|money| money.equals(total)))
            }
            (None, None) => false,
        };
        accept_if(orders.iter().any(is_it), || match orders {
            [] => "the account shows no orders".to_owned(),
            orders => {
                let orders: Vec<String> = orders.iter().map(|row| row.words.join(" ")).collect();
                format!("the account shows {}", orders.join("; "))
            }
        })
    });
    look.await.blame("my order", "look at the picture: which orders does the account show?")
}

/// The account shows so many orders.
#[step(then, "my order history shows {int} order(s)", example = "my order history shows 1 order")]
async fn history_count(world: &mut World, count: i64) -> Outcome {
    let site = world.site();
    let look = site.look_at_orders("the number of orders", |orders| {
        accept_if(i64::try_from(orders.len()) == Ok(count), || format!("the account shows {} orders", orders.len()))
    });
    look.await.blame(&count.to_string(), "look at the picture: which orders does the account show?")
}

/// Makes the journey that of a customer of the settings.
pub(super) fn become_customer(world: &mut World, name: &str) -> Outcome {
    let Some(customer) = world.shop.customer_named(name).cloned() else {
        let mend = format!("write a table [customers.\"{name}\"] in shop.toml");
        return Err(mistake(format!("there is no customer \"{name}\""), mend).about(format!("\"{name}\"")));
    };
    world.memory.registered = false;
    world.memory.made_up = false;
    world.memory.account = Some(Account { email: customer.email.clone(), password: customer.password.clone() });
    world.be(customer);
    Ok(())
}

/// The account of this journey.
pub(super) fn own_account(world: &World) -> Result<Account, Failure> {
    world
        .memory
        .account
        .clone()
        .ok_or_else(|| mistake("this journey has no account yet", "say before it: Given I have an account"))
}

/// An account that nobody has yet: that of the customer who was made up, or with a new email address.
fn new_account(world: &mut World) -> Account {
    let password = world.shop.customer.password.clone();
    let own = world.shop.customer.email.clone();
    let is_free = world.memory.made_up && world.memory.account.as_ref().is_none_or(|account| account.email != own);
    let email = if is_free { own } else { new_email(&world.shop.customer, &mut world.dice) };
    Account { email, password }
}

/// Shops as somebody who was never there.
fn become_new(world: &mut World, country: &str) {
    let customer = make_up(&world.shop.customer, country, &mut world.dice);
    world.memory.account = None;
    world.memory.registered = false;
    world.memory.made_up = true;
    world.be(customer);
}
