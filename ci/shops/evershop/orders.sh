#!/usr/bin/env bash
# Prints the orders of a shop that start.sh has opened, straight from its database, as one JSON array, oldest first.
#
#   ci/shops/evershop/orders.sh                              of the one shop that is open
#   ci/shops/evershop/orders.sh http://127.0.0.1:PORT/       of the shop at this address
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${REAL_SHOPS:-$here/../../../target/shops}/evershop
wanted=${1:-}

give_up() {
    printf 'error: %s\n  = help: %s\n' "$1" "$2" >&2
    exit 1
}

found=()
for entry in "$folder"/open/*; do
    address=$(cat "$entry/address" 2>/dev/null) || continue
    if [ -z "$wanted" ] || [ "${wanted%/}/" = "$address" ]; then
        found+=("$(readlink "$entry")")
    fi
done
[ "${#found[@]}" -gt 0 ] || give_up "no shop is open${wanted:+ at $wanted}" "start one: ci/shops/evershop/start.sh"
[ "${#found[@]}" -eq 1 ] || give_up "several shops are open" "say which: ci/shops/evershop/orders.sh http://127.0.0.1:PORT/"

psql --host "${found[0]}" --port 5432 --username shop --no-psqlrc --tuples-only --no-align evershop <<'SQL'
SELECT coalesce(jsonb_pretty(jsonb_agg(jsonb_build_object(
  'number', o.order_number,
  'email', o.customer_email,
  'currency', o.currency,
  'payment', o.payment_method,
  'payment_status', o.payment_status,
  'shipping', o.shipping_method_data -> 'snapshot' ->> 'name',
  'coupon', o.coupon,
  'subtotal', o.sub_total,
  'discount', o.discount_amount,
  'shipping_fee', o.shipping_fee_incl_tax,
  'tax', o.tax_amount,
  'total', o.grand_total,
  'ship_to', (
    SELECT jsonb_build_object('name', full_name, 'street', address_1, 'city', city, 'region', province,
      'postcode', postcode, 'country', country, 'phone', telephone)
    FROM order_address WHERE order_address_id = o.shipping_address_id),
  'lines', (
    SELECT jsonb_agg(jsonb_build_object('product', product_name, 'sku', product_sku, 'quantity', qty,
      'price', product_price, 'total', line_total) ORDER BY order_item_id)
    FROM order_item WHERE order_item_order_id = o.order_id)
) ORDER BY o.order_id)), '[]') FROM "order" o;
SQL
