"""Fills the template of the shop: a database, pictures, the search index and the static files, all in OSCAR_DATA."""

import colorsys
import datetime
import io
import os
from decimal import Decimal

os.environ["DJANGO_SETTINGS_MODULE"] = "harbour.settings"

import django

django.setup()

from django.conf import settings
from django.contrib.sites.models import Site
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_model
from PIL import Image, ImageDraw

# (name, price, pieces in stock, what it is)
GOODS = {
    "Kitchen": [
        ("Blue Mug", "12.50", 200, "A stoneware mug, glazed in blue. Holds 300 ml."),
        ("Oak Board", "24.00", 120, "A cutting board of one piece of oak, oiled."),
        ("Copper Pan", "48.00", 40, "A sauté pan of copper, tinned inside, 24 cm."),
        ("Tea Towel", "7.99", 300, "Linen, half washed already. 50 by 70 cm."),
    ],
    "Clothing": [
        ("Red Scarf", "29.99", 200, "Lambswool, woven, two metres long."),
        ("Wool Hat", "18.50", 80, "Knitted double, so that no wind comes through."),
        ("Canvas Bag", "15.00", 150, "Carries ten kilograms, folds to the size of a hand."),
        ("Rain Cape", "64.00", 25, "Waxed cotton with a hood and two deep pockets."),
    ],
    "Garden": [
        ("Brass Lantern", "39.00", 0, "Burns lamp oil for twelve hours."),
        ("Clay Pot", "9.25", 400, "Fired hot, so that frost does not burst it."),
        ("Hand Trowel", "13.75", 90, "Forged in one piece, with a handle of ash."),
        ("Watering Can", "21.00", 60, "Zinc, nine litres, with a rose of brass."),
    ],
}

COUNTRIES = [
    ("GB", "GBR", "826", "United Kingdom"),
    ("US", "USA", "840", "United States"),
    ("CA", "CAN", "124", "Canada"),
    ("DE", "DEU", "276", "Germany"),
    ("FR", "FRA", "250", "France"),
    ("ES", "ESP", "724", "Spain"),
]

# Far enough on both sides for every clock.
ALWAYS = {
    "start_datetime": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
    "end_datetime": datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC),
}


def main():
    settings.DATA.mkdir(parents=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    Site.objects.filter(pk=settings.SITE_ID).update(domain="shop.example", name=settings.OSCAR_SHOP_NAME)
    add_countries()
    add_goods()
    add_voucher()
    add_payment()
    call_command("rebuild_index", interactive=False, verbosity=0)
    visit_pages()
    # One plain file to copy, with nothing left in a journal beside it.
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def add_countries():
    Country = get_model("address", "Country")
    # The greatest order comes first in oscar's list.
    for order, (two, three, number, name) in enumerate(reversed(COUNTRIES)):
        Country.objects.create(
            iso_3166_1_a2=two,
            iso_3166_1_a3=three,
            iso_3166_1_numeric=number,
            printable_name=name,
            name=name,
            display_order=order,
            is_shipping_country=True,
        )


def add_goods():
    Category = get_model("catalogue", "Category")
    Product = get_model("catalogue", "Product")
    kind = get_model("catalogue", "ProductClass").objects.create(name="Goods", requires_shipping=True, track_stock=True)
    partner = get_model("partner", "Partner").objects.create(name="Warehouse")
    number = 0
    for category_name, goods in GOODS.items():
        category = Category.add_root(name=category_name)
        for name, price, pieces, words in goods:
            number += 1
            product = Product.objects.create(
                product_class=kind, title=name, upc=f"HG-{number:04}", description=f"<p>{words}</p>"
            )
            product.categories.add(category)
            product.stockrecords.create(
                partner=partner, partner_sku=f"W-{number:04}", price=Decimal(price), num_in_stock=pieces
            )
            picture = ContentFile(draw(number, name), name=f"{product.slug}.png")
            product.images.create(original=picture, caption=name)


def draw(number, name):
    """A picture of its own for each product: what it shows matters less than that it is there and differs."""
    hue = number * 0.618 % 1
    dark, light = (tuple(round(255 * part) for part in colorsys.hls_to_rgb(hue, level, 0.45)) for level in (0.4, 0.88))
    picture = Image.new("RGB", (600, 600), light)
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((150, 150, 450, 450), radius=20 * (number % 8), fill=dark)
    pen.ellipse((225, 225, 375, 375), outline=light, width=8 + 4 * (number % 5))
    pen.text((300, 520), name, fill=dark, anchor="mm", font_size=44)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def add_voucher():
    """SAVE10: ten per cent off all goods, as often as one likes."""
    Benefit, Condition = get_model("offer", "Benefit"), get_model("offer", "Condition")
    everything = get_model("offer", "Range").objects.create(name="All goods", includes_all_products=True)
    offer = get_model("offer", "ConditionalOffer").objects.create(
        name="10% off with SAVE10",
        offer_type="Voucher",
        condition=Condition.objects.create(range=everything, type=Condition.COUNT, value=1),
        benefit=Benefit.objects.create(range=everything, type=Benefit.PERCENTAGE, value=10),
    )
    Voucher = get_model("voucher", "Voucher")
    voucher = Voucher.objects.create(name="Ten per cent off", code="SAVE10", usage=Voucher.MULTI_USE, **ALWAYS)
    voucher.offers.add(offer)


def add_payment():
    """What payments refer to. Two customers who pay first, at the same moment, would each make one."""
    get_model("payment", "SourceType").objects.create(name="Bankcard")
    get_model("order", "PaymentEventType").objects.create(name="Paid")


def visit_pages():
    """Looks at every page with a picture once: the thumbnails are made here, and not in every shop that is started.

    What this leaves in the books is struck out again.
    """
    customer = Client(headers={"host": "127.0.0.1"})
    pages = [reverse("catalogue:index"), reverse("search:search") + "?q=mug"]
    pages += [category.get_absolute_url() for category in get_model("catalogue", "Category").objects.all()]
    products = get_model("catalogue", "Product").objects.all()
    pages += [product.get_absolute_url() for product in products]
    for product in products:
        customer.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    pages.append(reverse("basket:summary"))
    for page in pages:
        answer = customer.get(page)
        if answer.status_code != 200:
            raise SystemExit(f"error: {page} answers {answer.status_code}\n  = help: the shop's settings do not fit its templates")
    get_model("basket", "Basket").objects.all().delete()
    # These stay, at nothing: two customers who are the first to see a product would each make one.
    get_model("analytics", "ProductRecord").objects.update(num_views=0, num_basket_additions=0, num_purchases=0, score=0)


if __name__ == "__main__":
    main()
