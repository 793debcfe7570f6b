"""Oscar's shipping, with our two ways."""

from oscar.apps.shipping import apps


class ShippingConfig(apps.ShippingConfig):
    name = "harbour.shipping"
