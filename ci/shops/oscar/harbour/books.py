"""The shop's own books, so that a test can compare what it was told with what was sold."""

from django.http import JsonResponse
from oscar.core.loading import get_model

Order = get_model("order", "Order")


def orders(request):
    """All orders, the newest last. Amounts are texts, so that no reader rounds them."""
    placed = Order.objects.order_by("pk").prefetch_related("lines")
    return JsonResponse({"orders": [entry(order) for order in placed]}, json_dumps_params={"indent": 2})


def entry(order):
    return {
        "number": order.number,
        "email": order.email,
        "currency": order.currency,
        "total": money(order.total_incl_tax),
        "shipping": {"method": order.shipping_method, "charge": money(order.shipping_incl_tax)},
        "discount": money(order.total_discount_incl_tax),
        "country": order.shipping_address.country_id if order.shipping_address else None,
        "lines": [
            {
                "product": line.title,
                "quantity": line.quantity,
                "price": money(line.unit_price_incl_tax),
                "total": money(line.line_price_incl_tax),
            }
            for line in order.lines.order_by("pk")
        ],
    }


def money(amount):
    return f"{amount:.2f}"
