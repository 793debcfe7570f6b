"""Oscar's checkout, with a payment."""

from oscar.apps.checkout import apps


class CheckoutConfig(apps.CheckoutConfig):
    name = "harbour.checkout"
