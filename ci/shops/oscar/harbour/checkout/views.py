"""Payment by card: oscar leaves this to each shop. No money moves; one number is declined."""

from oscar.apps.checkout import views
from oscar.apps.payment.exceptions import UnableToTakePayment
from oscar.apps.payment.forms import BankcardForm
from oscar.core.loading import get_model

Source, SourceType = get_model("payment", "Source"), get_model("payment", "SourceType")

DECLINED = "4000000000000002"


class PaymentDetailsView(views.PaymentDetailsView):
    """Asks for a card, shows the order with the card's numbers hidden in the form, and charges it when the order is placed."""

    def get_context_data(self, **kwargs):
        kwargs.setdefault("bankcard_form", BankcardForm())
        return super().get_context_data(**kwargs)

    def handle_payment_details_submission(self, request):
        form = BankcardForm(request.POST)
        show = self.render_preview if form.is_valid() else self.render_payment_details
        return show(request, bankcard_form=form)

    def handle_place_order_submission(self, request):
        form = BankcardForm(request.POST)
        if not form.is_valid():
            return self.render_payment_details(request, bankcard_form=form)
        return self.submit(**self.build_submission(payment_kwargs={"bankcard_form": form}))

    def handle_payment(self, order_number, total, bankcard_form=None, **kwargs):
        card = bankcard_form.bankcard
        if card.number == DECLINED:
            raise UnableToTakePayment("Your card was declined. Please try another card.")
        self.add_payment_source(
            Source(
                source_type=SourceType.objects.get(name="Bankcard"),
                currency=total.currency,
                amount_allocated=total.incl_tax,
                amount_debited=total.incl_tax,
                reference=order_number,
                label=card.obfuscated_number,
            )
        )
        self.add_payment_event("Paid", total.incl_tax, reference=order_number)
