-- What this shop sells, and how. Runs once, on a database that has just been migrated.
BEGIN;

-- EverShop brings categories and options of its own; here only ours count.
DELETE FROM category;
DELETE FROM attribute_option;

INSERT INTO setting (name, value, is_json) VALUES
  ('storeName', 'Trial Shop', false),
  ('storeDescription', 'A shop to be tested', false),
  ('storeCountry', 'US', false),
  ('codPaymentStatus', '1', false),
  ('codDisplayName', 'Cash on Delivery', false);

CREATE TEMPORARY TABLE shelf (key text, name text, position int) ON COMMIT DROP;
INSERT INTO shelf VALUES ('kitchen', 'Kitchen', 1), ('clothing', 'Clothing', 2), ('living', 'Living', 3);

-- `size` and `colour` only where there is a choice; of such a product the first row is the one that lists show.
CREATE TEMPORARY TABLE goods (
  key text, shelf text, name text, price numeric, stock int, picture text, about text, size text, colour text
) ON COMMIT DROP;
INSERT INTO goods VALUES
  ('blue-mug',      'kitchen',  'Blue Mug',      12.50, 100, 'blue-mug',      'A mug for tea and coffee.', NULL, NULL),
  ('oak-board',     'kitchen',  'Oak Board',     24.00, 100, 'oak-board',     'A board for bread and cheese.', NULL, NULL),
  ('steel-pan',     'kitchen',  'Steel Pan',     45.00, 100, 'steel-pan',     'A pan for every stove.', NULL, NULL),
  ('glass-jar',     'kitchen',  'Glass Jar',      8.75, 100, 'glass-jar',     'A jar with a lid.', NULL, NULL),
  ('red-scarf',     'clothing', 'Red Scarf',     29.99, 100, 'red-scarf',     'A scarf of soft wool.', NULL, NULL),
  ('wool-hat',      'clothing', 'Wool Hat',      19.50, 100, 'wool-hat',      'A hat for cold days.', NULL, NULL),
  ('cotton-socks',  'clothing', 'Cotton Socks',   9.95,   3, 'cotton-socks',  'A pair of socks, almost gone.', NULL, NULL),
  ('linen-shirt',   'clothing', 'Linen Shirt',   49.00, 100, 'linen-shirt',   'A shirt for warm days.', 'S', 'white'),
  ('linen-shirt-2', 'clothing', 'Linen Shirt',   49.00, 100, 'linen-shirt',   'A shirt for warm days.', 'M', 'white'),
  ('linen-shirt-3', 'clothing', 'Linen Shirt',   52.00, 100, 'linen-shirt-navy', 'A shirt for warm days.', 'M', 'navy'),
  ('linen-shirt-4', 'clothing', 'Linen Shirt',   52.00,   0, 'linen-shirt-navy', 'A shirt for warm days.', 'L', 'navy'),
  ('paper-lantern', 'living',   'Paper Lantern', 18.00, 100, 'paper-lantern', 'A lantern that folds.', NULL, NULL),
  ('brass-lantern', 'living',   'Brass Lantern', 64.00,   0, 'brass-lantern', 'A lantern that lasts.', NULL, NULL),
  ('wax-candle',    'living',   'Wax Candle',     6.40, 100, 'wax-candle',    'A candle that burns for a day.', NULL, NULL),
  ('jute-rug',      'living',   'Jute Rug',      89.00, 100, 'jute-rug',      'A rug for the hall.', NULL, NULL);

INSERT INTO category (status, position) SELECT true, position FROM shelf ORDER BY position;
INSERT INTO category_description (category_description_category_id, name, url_key)
  SELECT category_id, name, key FROM shelf JOIN category USING (position);

INSERT INTO attribute_option (attribute_id, attribute_code, option_text)
  SELECT attribute_id, attribute_code, option_text
  FROM attribute JOIN (
    VALUES ('size', 'S'), ('size', 'M'), ('size', 'L'), ('color', 'white'), ('color', 'navy')
  ) AS options (attribute_code, option_text) USING (attribute_code);

INSERT INTO variant_group (attribute_group_id, attribute_one, attribute_two, visibility)
  SELECT 1, size.attribute_id, color.attribute_id, true
  FROM attribute size, attribute color WHERE size.attribute_code = 'size' AND color.attribute_code = 'color';

INSERT INTO product (sku, price, weight, status, visibility, group_id, category_id, package_id, variant_group_id)
  SELECT upper(goods.key), price, 0.5, true, size IS NULL OR goods.key = 'linen-shirt', 1, category_description_category_id,
    (SELECT package_id FROM package WHERE is_default),
    (SELECT variant_group_id FROM variant_group WHERE size IS NOT NULL)
  FROM goods JOIN category_description ON url_key = shelf;

CREATE TEMPORARY VIEW stocked AS
  SELECT goods.*, product_id, uuid FROM goods JOIN product ON sku = upper(key);

-- The search reads name and description together: without a description nothing is found.
INSERT INTO product_description (product_description_product_id, name, description, url_key)
  SELECT product_id, name, about, key FROM stocked;
INSERT INTO product_inventory (product_inventory_product_id, qty, manage_stock, stock_availability)
  SELECT product_id, stock, true, stock > 0 FROM stocked;
INSERT INTO product_image (product_image_product_id, origin_image, is_main)
  SELECT product_id, '/assets/catalog/' || picture || '.png', true FROM stocked;
INSERT INTO product_attribute_value_index (product_id, attribute_id, option_id, option_text)
  SELECT product_id, attribute_id, attribute_option_id, option_text
  FROM stocked JOIN attribute_option ON option_text = CASE attribute_code WHEN 'size' THEN size ELSE colour END;

-- EverShop makes the readable addresses later, when a helper process hears of the new goods. We do not wait for it.
INSERT INTO url_rewrite (entity_type, entity_uuid, request_path, target_path)
  SELECT 'category', uuid, '/' || url_key, '/category/' || uuid
  FROM category JOIN category_description ON category_description_category_id = category_id;
INSERT INTO url_rewrite (entity_type, entity_uuid, request_path, target_path)
  SELECT 'product', uuid, '/' || shelf || '/' || key, '/product/' || uuid FROM stocked;

-- The shop window, and the menu that leads to the shelves.
INSERT INTO collection (name, code) VALUES ('Popular now', 'popular');
INSERT INTO product_collection (collection_id, product_id)
  SELECT collection_id, product_id FROM collection, stocked
  WHERE key IN ('blue-mug', 'red-scarf', 'oak-board', 'paper-lantern') ORDER BY product_id;
INSERT INTO widget_instance (name, type, settings, status) VALUES
  ('Shelves', 'basic_menu', jsonb_build_object('isMain', true, 'menus', (
    SELECT jsonb_agg(jsonb_build_object(
      'id', key, 'uuid', key, 'name', name, 'type', 'custom', 'url', '/' || key, 'children', '[]'::jsonb
    ) ORDER BY position) FROM shelf)), true),
  ('Window', 'collection_products', '{"collection": "popular", "count": 4, "countPerRow": 4}', true);
INSERT INTO widget_placement (widget_instance_id, route, area)
  SELECT widget_instance_id, route, area
  FROM widget_instance JOIN (
    VALUES ('Shelves', 'all', 'headerMiddleLeft'), ('Window', 'homepage', 'content')
  ) AS places (name, route, area) USING (name);

INSERT INTO shipping_zone (name) VALUES ('United States'), ('Europe');
INSERT INTO shipping_zone_country (zone_id, country)
  SELECT shipping_zone_id, country
  FROM shipping_zone JOIN (
    VALUES ('United States', 'US'), ('Europe', 'DE'), ('Europe', 'GB')
  ) AS countries (name, country) USING (name);
INSERT INTO shipping_zone_provider (zone_id, provider_code) SELECT shipping_zone_id, 'core' FROM shipping_zone;
INSERT INTO core_shipping_method (name, sort_order) VALUES ('Standard', 1), ('Express', 2);
INSERT INTO core_shipping_method_rate (method_id, zone_id, cost)
  SELECT core_shipping_method_id, shipping_zone_id, cost
  FROM shipping_zone JOIN (
    VALUES ('United States', 'Standard', 5.00), ('United States', 'Express', 15.00),
      ('Europe', 'Standard', 12.00), ('Europe', 'Express', 30.00)
  ) AS rates (zone, method, cost) ON zone = shipping_zone.name
  JOIN core_shipping_method ON method = core_shipping_method.name;

INSERT INTO coupon (coupon, description, discount_type, discount_amount, condition, user_condition, target_products, buyx_gety)
  VALUES ('SAVE10', 'Ten percent off', 'percentage_discount_to_entire_order', 10, '{}', '{}', '{}', '[]');

-- Nothing is left to be heard of: all that the helper process would do has been done above.
DELETE FROM event;
COMMIT;
