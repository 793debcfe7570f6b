//! What must be told of each fault. A new fault without a row does not compile.

use mystery_shopper::verdict::Verdict;
use storefront::{Fault, Skin};

/// The part of the shop that is defective; each is a test of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Money,
    Cart,
    WishList,
    Catalogue,
    Payment,
    Server,
    Page,
}

/// What is expected of a fault.
pub(super) struct Row {
    pub(super) part: Part,
    pub(super) expected: Expected,
}

pub(super) enum Expected {
    /// This journey must tell it, in this way.
    Told(Told),
    /// No step can see it yet; says why.
    NotYet(&'static str),
}

pub(super) struct Told {
    /// The journey's whole name.
    pub(super) journey: &'static str,
    pub(super) verdict: Verdict,
    classic: Words,
    app: Option<Words>,
}

/// What is told; both are part of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    pub(super) step: &'static str,
    pub(super) message: &'static str,
}

impl Part {
    /// The journey shows the shop broken, in the same words on both skins.
    fn broken(self, journey: &'static str, step: &'static str, message: &'static str) -> Row {
        let words = Words { step, message };
        let told = Told { journey, verdict: Verdict::Broken, classic: words, app: Some(words) };
        Row { part: self, expected: Expected::Told(told) }
    }

    /// The fault harms no customer: the journey passes.
    fn harmless(self, journey: &'static str) -> Row {
        let words = Words { step: "", message: "" };
        let told = Told { journey, verdict: Verdict::Passed, classic: words, app: Some(words) };
        Row { part: self, expected: Expected::Told(told) }
    }

    fn not_yet(self, why: &'static str) -> Row {
        Row { part: self, expected: Expected::NotYet(why) }
    }
}

impl Row {
    fn told(mut self, change: impl FnOnce(&mut Told)) -> Self {
        if let Expected::Told(told) = &mut self.expected {
            change(told);
        }
        self
    }

    /// On the app skin it is told in other words.
    fn on_app(self, step: &'static str, message: &'static str) -> Self {
        self.told(|told| told.app = Some(Words { step, message }))
    }

    /// The app skin does not have it, or shows it to nobody.
    fn only_classic(self) -> Self {
        self.told(|told| told.app = None)
    }
}

impl Told {
    /// The words for a skin; `None` where the fault does not show.
    pub(super) fn on(&self, skin: Skin) -> Option<Words> {
        match skin {
            Skin::Classic => Some(self.classic),
            Skin::App => self.app,
        }
    }
}

const WISHES: &str = "A wish is kept, another one given up";
const MAIL: &str = "A guest gets one confirmation of the order";
const TWO_ITEMS: &str = "Of two items one stays";
const SCARVES: &str = "A guest buys two scarves";
const GOOD_COUPON: &str = "A good coupon lowers the total";
const SEVERAL: &str = "Several pieces at once";
const CHANGED_QUANTITY: &str = "The quantity is changed in the cart";
const VARIANT: &str = "The chosen variant is the one in the cart";
const CUSTOMER: &str = "A registered customer buys and finds the order again";
const SEARCH: &str = "A search finds what has the word in its name";
const PRODUCT: &str = "A product shows its picture and its price";
const SALE: &str = "A product on sale shows both prices, and the lower one counts";
const DECLINED: &str = "A refused card can be replaced: declined";
const APPROVED: &str = "The customer approves within the page";

/// The row of a fault.
#[expect(clippy::too_many_lines, reason = "one row a fault")]
pub(super) fn row(fault: Fault) -> Row {
    use Part::{Cart, Catalogue, Money, Page, Payment, Server, WishList};
    match fault {
        Fault::TotalOffByACent => Money
            .broken(
                TWO_ITEMS,
                "I remove \"Blue Mug\" from my cart",
                "the page shows a total of $24.01, but its parts come to $24.00",
            )
            .on_app("my cart contains:", "the page shows a total of $36.51, but $12.50 + $24.00 = $36.50"),
        Fault::CouponAppliedTwice => Money
            .broken(GOOD_COUPON, "the discount is $6.00", "the page shows -$12.00")
            .on_app("the discount is $6.00", "the page shows −$12.00"),
        Fault::CouponIgnored => Money
            .broken(GOOD_COUPON, "the discount is $6.00", "the page shows -$0.00")
            .on_app("the discount is $6.00", "the page shows no discount"),
        Fault::GoodCouponRefused => Money.broken(
            GOOD_COUPON,
            "I apply the coupon \"SAVE10\"",
            "the shop refuses the coupon \"SAVE10\": it says \"This coupon has expired.\"",
        ),
        Fault::ExpiredCouponAccepted => Money.broken(
            "An expired coupon is refused",
            "the coupon is refused",
            "the shop takes the coupon \"EXPIRED\": ",
        ),
        Fault::TaxDropped => Money.broken(SCARVES, "the tax is $5.20", "the page shows no tax"),
        Fault::DiscountOnShipping => Money
            .broken("A coupon takes nothing off the shipping", "the discount is $6.00", "the page shows -$6.50")
            .on_app("the discount is $6.00", "the page shows −$6.50"),
        Fault::PriceDiffersInCart => {
            Money.broken(TWO_ITEMS, "my cart contains:", "the page shows $25.00 for \"Oak Board\", not $24.00")
        }
        Fault::SalePriceNotApplied => {
            Money.broken(SALE, "my cart contains:", "the page shows $39.99 for \"Garden Kettle\", not $29.99")
        }
        Fault::WrongCurrency => {
            Money.broken(TWO_ITEMS, "my cart contains:", "the page shows £24.00 for \"Oak Board\", not $24.00")
        }
        Fault::ShippingPriceNotAdded => Money
            .broken(
                SCARVES,
                "I check out as a guest",
                "the page shows a total of $65.18, but 2 x $29.99 + $4.99 + $5.20 = $70.17",
            )
            .on_app("I check out as a guest", "the page shows a total of $65.18, but $59.98 + $4.99 + $5.20 = $70.17"),
        Fault::ConfirmationShowsOtherTotal => Money
            .broken(
                SCARVES,
                "I check out as a guest",
                "the page shows a total of $80.17, but 2 x $29.99 + $4.99 + $5.20 = $70.17",
            )
            .on_app("I check out as a guest", "the page shows a total of $80.17, but $59.98 + $4.99 + $5.20 = $70.17"),

        Fault::RemovedItemStays => {
            Cart.broken(TWO_ITEMS, "I remove \"Blue Mug\" from my cart", "the page shows 1 of \"Blue Mug\"")
        }
        Fault::WrongItemAdded => Cart
            .broken(CHANGED_QUANTITY, "my cart contains \"Blue Mug\"", "\"Oak Board was added to your cart.\"")
            .on_app("my cart contains \"Blue Mug\"", "the page shows 1 of \"Oak Board\""),
        Fault::UnaskedItemAdded => Cart.broken(SEVERAL, "my cart contains:", "the page also shows \"Gift Card\""),
        Fault::QuantityClipped => {
            Cart.broken(SEVERAL, "my cart contains:", "the page shows 1 of \"Wool Socks\", not 3")
        }
        Fault::QuantityUpdateIgnored => Cart.broken(
            CHANGED_QUANTITY,
            "I change the quantity of \"Blue Mug\" to 4",
            "the page shows 1 of \"Blue Mug\"",
        ),
        Fault::DuplicateLineOnAdd => Cart.broken(SEVERAL, "my cart contains:", "the page also shows \"Wool Socks\""),
        Fault::VariantLost => {
            Cart.broken(VARIANT, "my cart contains:", "\"Linen Shirt\" in \"M / navy\" is missing: the page shows")
        }
        Fault::CartNotEmptied => Cart.broken(SCARVES, "my cart is empty", "the page shows 2 of \"Red Scarf\""),
        Fault::ForeignCartShown => Cart
            .broken(SEVERAL, "my cart contains:", "the page shows 3 of \"Tea Towel\", 1 of \"Wall Clock\"")
            .on_app("I add 3 of \"Wool Socks\"", "the page shows 3 of \"Tea Towel\", 1 of \"Wall Clock\""),
        Fault::SessionLostBetweenPages => Cart
            .broken(SCARVES, "I check out as a guest", "says \"Your cart is empty.\"")
            .on_app("I check out as a guest", "says that the cart is empty"),

        Fault::WrongItemWished => {
            WishList.broken(WISHES, "my wish list contains:", "\"Blue Mug\" is missing: the page shows \"Oak Board\", ")
        }
        Fault::WishListKeepsRemoved => WishList.broken(
            WISHES,
            "I remove \"Blue Mug\" from my wish list",
            "the page shows \"Blue Mug\", \"Red Scarf\" on the wish list",
        ),
        Fault::WishButtonDead => WishList.broken(
            WISHES,
            "I add \"Blue Mug\" to my wish list",
            "nothing on the page says that it is on the wish list",
        ),

        Fault::StockNotReduced => {
            Catalogue.broken("The stock goes down by what is bought", "went down by 2", "and there are 5000 now")
        }
        Fault::SoldOutCanBeBought => Catalogue
            .broken(
                "What is sold out cannot be bought",
                "\"Brass Lantern\" is sold out",
                "the page offers \"Add to cart\"",
            )
            .on_app("\"Brass Lantern\" is sold out", "the page offers \"ADD TO BAG\""),
        Fault::FilterIgnored => Catalogue.broken(
            "A list is narrowed by colour",
            "I do not find \"Rain Cape\"",
            "the list shows \"Rain Cape\"",
        ),
        Fault::SearchFindsNothing => Catalogue.broken(SEARCH, "I find \"Paper Lantern\"", "shows no products"),
        Fault::SearchFindsWrong => {
            Catalogue.broken(SEARCH, "I find \"Paper Lantern\"", "the page shows \"Blue Mug\", \"Oak Board\"")
        }
        Fault::SortIgnored => Catalogue.broken(
            "A category can be sorted by price and by name",
            "the products are sorted by price",
            "\"Copper Pan\" ($79.50) comes before \"Salt Mill\" ($18.99)",
        ),
        Fault::ProductPage404 => Catalogue
            .broken(PRODUCT, "I open \"Blue Mug\"", "(/p/blue-mug)")
            .on_app("I open \"Blue Mug\"", "the page is \"This page does not exist."),
        Fault::BrokenImage => Catalogue.broken(PRODUCT, "all pictures load", "/images/blue-mug.png"),

        Fault::MailMissing => Payment.broken(MAIL, "I receive an email", "no email has come"),
        Fault::MailShowsOtherTotal => Payment.broken(MAIL, "the email says I paid", "the email shows $"),
        Fault::MailSentTwice => Payment.broken(MAIL, "I receive no second email", "there are 2 emails"),
        Fault::ThankYouWithoutOrder | Fault::OrderHistoryEmpty => {
            Payment.broken(CUSTOMER, "my order is in my order history", "the account shows no orders")
        }
        Fault::TwoOrdersForOneClick => {
            Payment.broken("One order for a guest", "exactly one order", "there are 2 orders")
        }
        Fault::ConfirmationNumberMissing => {
            Payment.broken(SCARVES, "I am given an order number", "names no order number")
        }
        Fault::DeclinedCardAccepted => {
            Payment.broken(DECLINED, "the payment is refused with", "the shop thanks for the order")
        }
        Fault::DeclineMessageMissing => Payment.broken(
            DECLINED,
            "I check out as a guest and pay with a \"declined\" card",
            "neither thanks for the order nor says what is wrong",
        ),
        Fault::ChallengeSkipped => Payment.broken(APPROVED, "my bank asks me to confirm", "and the bank asks nothing"),
        Fault::ChallengeLoops => {
            Payment.broken(APPROVED, "I approve the payment", "the bank still asks, though it has been answered")
        }
        Fault::EmailRequiredMissingError => {
            Payment.not_yet("no step leaves a field empty on purpose and looks at what the shop says of it")
        }
        Fault::LoginRefused => Payment.broken(
            "A customer logs out and in again",
            "I log in",
            "the shop says \"The email address or the password is wrong.\"",
        ),

        Fault::Checkout500 => Server
            .broken(SCARVES, "I check out as a guest", "answered with HTTP status 500")
            .on_app("I check out as a guest", "says \"Something went wrong. Please try again.\""),
        Fault::UnavailableFor2s => Server
            .broken(SCARVES, "I check out as a guest", "answered with HTTP status 503")
            .on_app("I check out as a guest", "says \"We are not available at the moment."),
        // Each look at the cart takes five seconds, and removing needs two: more than this step's time.
        Fault::Slow5s => Server
            .broken(TWO_ITEMS, "I remove \"Blue Mug\" from my cart", "/cart is still on its way")
            .on_app("my cart contains:", "the page still waits for /api/cart"),
        Fault::NeverAnswers => Server
            .broken(SCARVES, "I check out as a guest", "/checkout is still on its way")
            .on_app("I check out as a guest", "the page still waits for /api/checkout"),
        Fault::EndlessRedirect => Server
            .broken(SCARVES, "I check out as a guest", "it redirects for ever, net::ERR_TOO_MANY_REDIRECTS")
            .on_app("I check out as a guest", "says \"Something went wrong. Please try again.\""),

        Fault::PayButtonDead => {
            Page.broken(SCARVES, "I check out as a guest", "neither thanks for the order nor says what is wrong")
        }
        Fault::FirstClickDoesNothing => {
            Page.broken(TWO_ITEMS, "my cart contains:", "nothing on the page says that it is in the cart")
        }
        Fault::MissingLabel => Page
            .broken("Every field of the checkout has a name", "I fill in my address", "Please enter your city.")
            .on_app("every field has a name", "has no label, no name and no placeholder"),
        Fault::ScriptErrorStopsPage => {
            Page.broken(SEVERAL, "I add 3 of \"Wool Socks\"", "nothing on the page says that it is in the cart")
        }
        // In the app the button jumps from one place to the next, and a quick hand still hits it.
        Fault::LayoutShiftMovesButton => {
            Page.broken(SCARVES, "I check out as a guest", "button \"Place order\" is still moving").only_classic()
        }
        Fault::OverlayCoversButton => Page
            .broken(SCARVES, "I check out as a guest", "link \"Checkout\" is covered by <div class=\"chat-pane\">")
            .on_app("I check out as a guest", "button \"Checkout\" is covered by <div class=\"cover\">"),
        Fault::FieldDropsCharacters => {
            Page.broken(SCARVES, "I check out as a guest", "the field does not keep \"62701\": it holds \"627\"")
        }
        Fault::DialogOnCheckout => Page
            .broken(SCARVES, "I check out as a guest", "the page opened a dialog: \"Checkout\"")
            .on_app("I check out as a guest", "the page opened a dialog: \"Your offer ends soon!\""),
        Fault::PageHangs => Page
            .broken(TWO_ITEMS, "I remove \"Blue Mug\" from my cart", "its script does not end")
            .on_app("my cart contains:", "its script does not end"),
        Fault::ButtonLabelWrong => Page.broken(
            CHANGED_QUANTITY,
            "my cart contains \"Blue Mug\"",
            "for the button that adds \"Blue Mug\" to the cart",
        ),
        Fault::ThirdPartyHangs => Page.harmless(SCARVES),
    }
}
