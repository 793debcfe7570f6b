// The card's part of the checkout page: its fields, and the button that has the card judged and then places the order.
import { InputField } from "@components/common/form/InputField.js";
import { Button } from "@components/common/ui/Button.js";
import { toast } from "@components/common/ui/Sonner.js";
import { useCheckout, useCheckoutDispatch } from "@components/frontStore/checkout/CheckoutContext.js";
import React, { useEffect, useState } from "react";

const field = (name, label, placeholder) =>
  React.createElement(InputField, { key: name, name: `card.${name}`, label, placeholder, required: true });

function Fields() {
  return React.createElement(
    "div",
    { className: "space-y-3 py-3" },
    field("number", "Card number", "1234 1234 1234 1234"),
    field("holder", "Name on card", "Name on card"),
    field("expiry", "Expiry date", "MM/YY"),
    field("code", "Security code", "CVC"),
  );
}

function PayButton() {
  const { form, loadingStates, orderPlaced } = useCheckout();
  const { checkout } = useCheckoutDispatch();
  const [asking, setAsking] = useState(false);
  const pay = async (event) => {
    event.preventDefault();
    if (!(await form.trigger(undefined, { shouldFocus: true }))) return;
    setAsking(true);
    try {
      const answer = await fetch("/api/card-payments", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(form.getValues("card")),
      });
      if (!answer.ok) throw new Error((await answer.json()).error.message);
      await checkout();
    } catch (error) {
      toast.error(error.message);
    } finally {
      setAsking(false);
    }
  };
  const busy = asking || loadingStates.placingOrder || orderPlaced;
  const name = busy ? "Paying..." : "Pay now";
  return React.createElement(Button, { variant: "default", size: "xl", type: "button", onClick: pay, disabled: busy, className: "w-full" }, name);
}

export default function Card() {
  const { checkoutSuccessUrl, orderPlaced, orderId, checkoutData } = useCheckout();
  const { registerPaymentComponent } = useCheckoutDispatch();
  useEffect(() => {
    if (orderPlaced && checkoutData.paymentMethod === "card") window.location.href = `${checkoutSuccessUrl}/${orderId}`;
  }, [orderPlaced, checkoutSuccessUrl, orderId]);
  useEffect(() => {
    registerPaymentComponent("card", {
      nameRenderer: () => React.createElement("span", null, "Credit card"),
      formRenderer: Fields,
      checkoutButtonRenderer: PayButton,
    });
  }, [registerPaymentComponent]);
  return null;
}

export const layout = { areaId: "checkoutFormAfter", sortOrder: 20 };
