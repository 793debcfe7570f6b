//! What shops call things. One table, so that a page never holds a word of its own, and a shop's settings can add to it.
//!
//! English, German, French and Spanish; compared without regard to case. The first word is the one that failures use.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use shopper_browser::Match;

use crate::meanings::canonical;
use crate::said::Names;
use crate::shop::Shop;

/// Things, each with the words that a shop's settings have for it.
type Asked = Vec<(Word, Vec<String>)>;

/// All names that were asked for once.
static MADE: LazyLock<Mutex<HashMap<Asked, Names>>> = LazyLock::new(Mutex::default);

macro_rules! words {
    ($($word:ident $key:literal [$($name:literal),* $(,)?])*) => {
        /// A thing that every shop has and each calls by its own name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Word { $(#[doc = $key] $word,)* }

        impl Word {
            /// All of them.
            pub(crate) const ALL: &[Word] = &[$(Word::$word),*];

            /// What it is called in `shop.toml` under `[words]`.
            pub(crate) fn key(self) -> &'static str {
                match self { $(Word::$word => $key,)* }
            }

            /// What shops call it that have no words of their own.
            pub(crate) fn known(self) -> &'static [&'static str] {
                match self { $(Word::$word => &[$($name),*],)* }
            }
        }
    };
}

#[rustfmt::skip] // one thing, one paragraph
words! {
    AddToCart "add to cart" ["Add to cart", "Add to basket", "Add to bag", "Add to shopping cart", "Add to trolley", "Add", "Buy", "Buy now", "In den Warenkorb", "In den Warenkorb legen", "In den Korb", "Kaufen", "Ajouter au panier", "Añadir al carrito", "Añadir a la cesta", "In den Einkaufswagen", "In den Einkaufswagen legen", "In die Einkaufstasche", "Zum Warenkorb hinzufügen", "Hinzufügen", "Jetzt kaufen", "Ajouter à mon panier", "Ajouter dans le panier", "Mettre au panier", "Ajouter", "Acheter", "Acheter maintenant", "Añadir al carro", "Añadir a la bolsa", "Agregar al carrito", "Agregar al carro", "Agregar a la bolsa", "Añadir", "Agregar", "Comprar", "Comprar ahora"]
    Cart "cart" ["Cart", "Basket", "Bag", "Your cart", "Your basket", "Your bag", "Shopping cart", "Shopping bag", "Shopping basket", "My cart", "My bag", "My basket", "View cart", "View basket", "View bag", "Go to cart", "Warenkorb", "Ihr Warenkorb", "Mein Warenkorb", "Zum Warenkorb", "Einkaufswagen", "Panier", "Mon panier", "Votre panier", "Carrito", "Mi carrito", "Tu carrito", "Cesta", "Shopping trolley", "Trolley", "Your trolley", "Einkaufskorb", "Warenkorb ansehen", "Warenkorb anzeigen", "Voir le panier", "Voir mon panier", "Ver carrito", "Ver el carrito", "Ver cesta", "Mi cesta", "Tu cesta", "Einkaufstasche", "Mein Einkaufswagen", "Caddie", "Mon caddie", "Carro", "Mi carro", "Carrito de compra", "Carrito de compras", "Cesta de la compra", "Mi bolsa"]
    CartEmpty "cart is empty" ["cart is empty", "basket is empty", "bag is empty", "cart is currently empty", "no items in your", "nothing in your", "Warenkorb ist leer", "Einkaufswagen ist leer", "panier est vide", "carrito está vacío", "cesta está vacía", "no more items in your", "no products in your cart", "no products in the cart", "keine Produkte im Warenkorb", "no hay productos en el carrito", "aucun produit dans le panier", "Warenkorb ist gegenwärtig leer", "Warenkorb ist derzeit leer", "Warenkorb ist noch leer", "keine Artikel im Warenkorb", "keine Artikel in Ihrem Warenkorb", "keine Artikel in deinem Warenkorb", "panier est actuellement vide", "panier ne contient aucun", "aucun article dans votre panier", "plus d'articles dans votre panier", "pas d'articles dans votre panier", "carrito está actualmente vacío", "carrito de compra está vacío", "carro está vacío", "no hay artículos en tu", "no hay artículos en su", "no hay más artículos en tu", "no hay más artículos en su", "no tiene artículos en", "no tienes artículos en"]
    AddToWishList "add to wish list" ["Add to wish list", "Add to wishlist", "Add to my wish list", "Add to my wishlist", "Save to wish list", "Save to wishlist", "Add to favourites", "Add to favorites", "Add to my favourites", "Add to my favorites", "Save to favourites", "Save to favorites", "Save for later", "Add to saved items", "favorite_border", "favorite", "Auf die Wunschliste", "Auf die Wunschliste setzen", "Zur Wunschliste hinzufügen", "In die Wunschliste", "Auf den Wunschzettel", "Zum Wunschzettel hinzufügen", "Auf den Merkzettel", "Zum Merkzettel hinzufügen", "Auf die Merkliste", "Zu Favoriten hinzufügen", "Zu den Favoriten hinzufügen", "Merken", "Für später merken", "Ajouter à la liste d'envies", "Ajouter à ma liste d'envies", "Ajouter à la liste de souhaits", "Ajouter à ma liste de souhaits", "Ajouter à la wishlist", "Ajouter à ma wishlist", "Ajouter aux favoris", "Ajouter à mes favoris", "Enregistrer pour plus tard", "Añadir a la lista de deseos", "Añadir a mi lista de deseos", "Agregar a la lista de deseos", "Añadir a favoritos", "Agregar a favoritos", "Guardar en favoritos", "Guardar para más tarde", "Guardar para después"]
    WishList "wish list" ["Wish list", "Wishlist", "My wish list", "My wishlist", "Your wish list", "Your wishlist", "View wish list", "View wishlist", "Favourites", "Favorites", "My favourites", "My favorites", "Your favourites", "Your favorites", "Saved items", "Saved for later", "Wunschliste", "Meine Wunschliste", "Ihre Wunschliste", "Wunschzettel", "Mein Wunschzettel", "Ihr Wunschzettel", "Merkzettel", "Mein Merkzettel", "Ihr Merkzettel", "Merkliste", "Favoriten", "Meine Favoriten", "Ihre Favoriten", "Liste d'envies", "Ma liste d'envies", "Liste de souhaits", "Ma liste de souhaits", "Favoris", "Mes favoris", "Lista de deseos", "Mi lista de deseos", "Tu lista de deseos", "Favoritos", "Mis favoritos", "Tus favoritos"]
    WishListEmpty "wish list is empty" ["wish list is empty", "wishlist is empty", "wish list is currently empty", "wishlist is currently empty", "no items in your wish", "nothing in your wish", "no products in your wish", "no products added to the wish", "nothing on your wish", "no favourites", "no favorites", "no saved items", "not saved anything", "haven't saved any", "Wunschliste ist leer", "Wunschzettel ist leer", "Merkzettel ist leer", "Merkliste ist leer", "keine Favoriten", "nichts gemerkt", "liste d'envies est vide", "liste de souhaits est vide", "wishlist est vide", "pas de favoris", "aucun favori", "lista de deseos está vacía", "no tienes favoritos", "ningún favorito"]
    OnWishList "on the wish list" ["On your wish list", "In your wish list", "In your wishlist", "In wish list", "In wishlist", "Added to wish list", "Added to wishlist", "Added to your wish list", "Added to favourites", "Added to favorites", "In your favourites", "In your favorites", "Saved", "Auf Ihrer Wunschliste", "Auf der Wunschliste", "Auf dem Merkzettel", "Auf dem Wunschzettel", "Gemerkt", "In den Favoriten", "Dans la liste d'envies", "Dans votre liste d'envies", "Dans vos favoris", "Dans mes favoris", "En tu lista de deseos", "En la lista de deseos", "En favoritos", "En tus favoritos"]
    RemoveFromWishList "remove from wish list" ["Remove from wish list", "Remove from wishlist", "Remove from my wish list", "Remove from your wish list", "Remove from favourites", "Remove from favorites", "Remove from saved items", "Von der Wunschliste entfernen", "Aus der Wunschliste entfernen", "Vom Wunschzettel entfernen", "Vom Merkzettel entfernen", "Von der Merkliste entfernen", "Aus Favoriten entfernen", "Aus den Favoriten entfernen", "Nicht mehr merken", "Retirer de la liste d'envies", "Retirer de ma liste d'envies", "Supprimer de la liste d'envies", "Retirer de la liste de souhaits", "Supprimer de la liste de souhaits", "Retirer des favoris", "Supprimer des favoris", "Quitar de la lista de deseos", "Eliminar de la lista de deseos", "Quitar de favoritos", "Eliminar de favoritos"]
    MoveToCart "move to cart" ["Move to cart", "Move to basket", "Move to bag", "Move to shopping cart", "Move to trolley", "In den Warenkorb verschieben", "In den Warenkorb übernehmen", "Déplacer vers le panier", "Déplacer dans le panier", "Mettre dans le panier", "Mover al carrito", "Pasar al carrito", "Mover a la cesta", "Pasar a la cesta"]
    Checkout "checkout" ["Checkout", "Check out", "Proceed to checkout", "Go to checkout", "Secure checkout", "Continue to checkout", "Proceed to payment", "Zur Kasse", "Zur Kasse gehen", "Kasse", "Commander", "Passer commande", "Passer la commande", "Tramitar pedido", "Finalizar compra", "Proceed with checkout", "Proceed to check out", "Continue to check out", "Start checkout", "Begin checkout", "Checkout now", "Check out now", "Weiter zur Kasse", "Jetzt zur Kasse", "Zur Bestellung", "Passer à la caisse", "Passer ma commande", "Valider le panier", "Valider mon panier", "Procéder au paiement", "Iniciar compra", "Ir a la caja", "Proceder al pago", "Auschecken", "Weiter zur Bestellung", "Bestellung fortsetzen", "Valider la commande", "Valider ma commande", "Finaliser ma commande", "Aller à la caisse", "Procéder à la commande", "Pasar por caja", "Tramitar el pedido", "Realizar compra", "Proceder a la compra", "Ir a pagar", "Pagar pedido"]
    PlaceOrder "place order" ["Place order", "Place your order", "Place your order and pay", "Place order and pay", "Confirm order", "Confirm and pay", "Complete order", "Complete purchase", "Submit order", "Order now", "Pay now", "Pay", "Buy now", "Finish", "Zahlungspflichtig bestellen", "Jetzt kaufen", "Kostenpflichtig bestellen", "Bestellung abschicken", "Jetzt bezahlen", "Valider la commande", "Payer", "Realizar pedido", "Pagar", "Place my order", "Place binding order", "Complete my order", "Complete payment", "Pay and place order", "Order with obligation to pay", "Jetzt zahlungspflichtig bestellen", "Jetzt kostenpflichtig bestellen", "Jetzt bestellen", "Bestellung aufgeben", "Bestellung abschließen", "Bestellen und bezahlen", "Confirmer la commande", "Finaliser la commande", "Payer maintenant", "Commander avec obligation de paiement", "Confirmar pedido", "Confirmar compra", "Finalizar pedido", "Pagar ahora", "Bestellen", "Bestellung bestätigen", "Bestellung mit Zahlungsverpflichtung", "Kauf abschließen", "Commander", "Passer la commande", "Passer commande", "Commande avec obligation de paiement", "Confirmer ma commande", "Valider ma commande", "Valider et payer", "Payer la commande", "Realizar el pedido", "Hacer pedido", "Hacer el pedido", "Finalizar compra", "Completar pedido", "Pedido con obligación de pago", "Confirmar y pagar", "Confirmer et payer"]
    Continue "continue" ["Continue", "Next", "Proceed", "Save and continue", "Continue to shipping", "Continue to delivery", "Continue to payment", "Continue to review", "Review order", "Review your order", "Preview order", "Use this address", "Ship to this address", "Save", "Weiter", "Fortfahren", "Weiter zur Zahlung", "Weiter zum Versand", "Continuer", "Suivant", "Continuar", "Siguiente", "Next step", "Continue to next step", "Save & continue", "Save address", "Deliver to this address", "Ship here", "Deliver here", "Continue to delivery method", "Continue to shipping method", "Nächster Schritt", "Weiter zum nächsten Schritt", "Weiter zur Übersicht", "Weiter zur Versandart", "Speichern und weiter", "Étape suivante", "Enregistrer et continuer", "Continuer vers la livraison", "Continuer vers le paiement", "Siguiente paso", "Guardar y continuar", "Continuar con el envío", "Continuar con el pago", "Speichern", "Poursuivre", "Valider et continuer", "Continuer la commande", "Enregistrer", "Guardar", "Seguir", "Continuar al envío", "Continuar al pago"]
    Select "select" ["Select option", "Select", "Select this option", "Choose", "Choose this", "Use this", "Ship this way", "Deliver this way", "Wählen", "Auswählen", "Choisir", "Sélectionner", "Elegir", "Seleccionar"]
    Guest "guest" ["guest", "without an account", "without registering", "without registration", "Gast", "ohne Konto", "ohne Anmeldung", "invité", "sans compte", "invitado", "sin cuenta", "ohne Registrierung", "ohne Kundenkonto", "sans inscription", "sans créer de compte", "sin registrarse", "sin registro", "sin crear una cuenta"]
    Terms "terms" ["terms", "conditions", "i agree", "privacy policy", "AGB", "Geschäftsbedingungen", "Widerruf", "Datenschutz", "stimme zu", "CGV", "conditions générales", "j'accepte", "politique de confidentialité", "términos", "condiciones", "acepto", "política de privacidad", "conditions de vente"]
    News "news" ["newsletter", "news", "offers", "updates", "marketing", "Neuigkeiten", "Angebote", "nouveautés", "offres", "novedades", "ofertas", "promociones"]
    Remove "remove" ["Remove", "Remove item", "Remove from cart", "Remove from bag", "Remove from basket", "Delete", "Delete item", "Entfernen", "Löschen", "Aus dem Warenkorb entfernen", "Supprimer", "Retirer", "Eliminar", "Quitar", "Artikel entfernen", "Position entfernen", "Supprimer l'article", "Supprimer cet article", "Supprimer du panier", "Retirer du panier", "Retirer l'article", "Enlever", "Eliminar artículo", "Eliminar del carrito", "Eliminar del carro", "Quitar del carrito", "Quitar artículo", "Borrar"]
    Quantity "quantity" ["Quantity", "Qty", "Qty.", "Amount", "Number", "Menge", "Anzahl", "Quantité", "Cantidad", "Stückzahl", "Qté", "Qté.", "Cant.", "Unidades"]
    Update "update" ["Update", "Update cart", "Update basket", "Update bag", "Update quantity", "Recalculate", "Aktualisieren", "Warenkorb aktualisieren", "Mettre à jour", "Actualizar", "Menge aktualisieren", "Neu berechnen", "Mettre à jour le panier", "Recalculer", "Actualizar carrito", "Actualizar el carrito", "Actualizar cesta", "Recalcular"]
    Search "search" ["Search", "Search the shop", "Search products", "Search for products", "Search…", "Search products…", "Find products", "Suche", "Suchen", "Im Shop suchen", "Produkte suchen", "Produkte suchen …", "Rechercher", "Recherche", "Buscar", "Chercher", "Rechercher un produit", "Rechercher des produits", "Búsqueda", "Buscar productos", "Buscar en la tienda"]
    NothingFound "nothing found" ["nothing was found", "nothing found", "no products", "no results", "no matches", "0 products", "0 results", "did not match", "wurde nichts gefunden", "nichts gefunden", "keine Ergebnisse", "keine Treffer", "aucun résultat", "sin resultados", "keine Produkte gefunden", "keine Produkte vorhanden", "keine Artikel gefunden", "aucun produit trouvé", "aucun produit n'a été trouvé", "aucun produit disponible", "aucun produit ne correspond", "aucun article trouvé", "aucun article ne correspond", "pas de résultat", "no se encontr", "ningún producto", "ningún resultado", "no hay productos que", "no hay productos disponibles", "no se han encontrado", "no hay resultados"]
    SortPrice "sort by price" ["Price: low to high", "Price (low to high)", "Price, low to high", "Price ascending", "Lowest price", "Price", "Preis: aufsteigend", "Preis aufsteigend", "Preis", "Prix croissant", "Precio ascendente", "Preis, aufsteigend", "Preis (aufsteigend)", "Preis: niedrig zu hoch", "Preis: niedrig bis hoch", "Niedrigster Preis", "Prix, croissant", "Prix : croissant", "Prix : ordre croissant", "Tarif croissant", "Prix", "Precio: de menor a mayor", "Precio, menor a mayor", "Precio, de menor a mayor", "Precio: menor a mayor", "Precio: bajo a alto", "Precio"]
    SortName "sort by name" ["Name: A to Z", "Name (A to Z)", "Name, A to Z", "Alphabetically, A-Z", "Title A to Z", "Name", "Name: A bis Z", "Name A bis Z", "Nom: A à Z", "Nombre: A a Z", "Name, A bis Z", "Alphabetisch, A-Z", "Nom, A à Z", "Nom : A à Z", "Alphabétique, de A à Z", "Nom", "Nombre, A a Z", "Nombre: A-Z", "Alfabéticamente, A-Z", "Nombre"]
    Filter "filter" ["Filter", "Filters", "Filter by", "Refine", "Show filters", "Filter and sort", "Filtern", "Filter anzeigen", "Filtrer", "Filtres", "Filtrar", "Filtros"]
    FilterApply "apply filter" ["Apply filters", "Apply filter", "Apply", "Filter", "Show results", "Go", "Update", "Filter anwenden", "Anwenden", "Ergebnisse anzeigen", "Filtern", "Appliquer", "Filtrer", "Aplicar", "Filtrar"]
    Price "price" ["Price", "Preis", "Prix", "Precio"]
    Lowest "lowest price" ["From", "Min", "Minimum", "Von", "Ab", "De", "Desde"]
    Highest "highest price" ["To", "Max", "Maximum", "Up to", "Bis", "À", "Hasta"]
    SortOpen "sort by" ["Sort by", "Sort", "Sorting", "Order by", "Sortieren nach", "Sortieren", "Sortierung", "Trier par", "Trier", "Tri", "Ordenar por", "Ordenar"]
    SortApply "apply sorting" ["Sort", "Apply", "Go", "Sortieren", "Anwenden", "Trier", "Ordenar"]
    Pieces "pieces in stock" ["in stock", "left", "available", "auf Lager", "verfügbar", "vorrätig", "en stock", "disponibles", "disponible", "restants", "quedan", "existencias"]
    SoldOut "sold out" ["Sold out", "Out of stock", "Currently unavailable", "Not available", "Unavailable", "Ausverkauft", "Nicht verfügbar", "Nicht auf Lager", "Épuisé", "Rupture de stock", "Agotado", "Derzeit nicht verfügbar", "Nicht lieferbar", "Vergriffen", "Indisponible", "Non disponible", "En rupture", "Sin existencias", "Sin stock", "Fuera de stock", "No disponible"]
    Piece "piece" ["pieces", "piece", "pcs", "items", "item", "units", "unit", "Artikel", "Stück", "Stk", "pièces", "articles", "article", "artículos", "artículo", "piezas", "unidades"]
    ThisProduct "this product" ["This product is", "This item is", "This article is", "Sorry, this product is", "Sorry, this item is", "Dieser Artikel ist", "Dieses Produkt ist", "Ce produit est", "Cet article est", "Este producto está", "Este artículo está"]
    Coupon "coupon" ["Coupon code", "Coupon", "Discount code", "Promo code", "Promotion code", "Promotional code", "Voucher code", "Voucher", "Gift code", "Code", "Gutscheincode", "Gutschein", "Rabattcode", "Aktionscode", "Code promo", "Code de réduction", "Bon de réduction", "Código de descuento", "Código promocional", "Cupón", "Cupón de descuento"]
    CouponOpen "have a coupon" ["Have a code?", "Have a coupon?", "Have a coupon code?", "Have a promo code?", "Have a discount code?", "I have a voucher code", "I have a coupon", "Add a coupon", "Add coupon", "Enter a promo code", "Gutschein einlösen?", "Gutschein hinzufügen", "Haben Sie einen Gutschein?", "Vous avez un code promo", "J'ai un code promo", "Ajouter un code promo", "¿Tienes un cupón?", "¿Tienes un código", "Añadir un cupón", "Añadir cupón"]
    CouponApply "apply coupon" ["Apply", "Apply coupon", "Apply code", "Apply discount", "Redeem", "Use code", "Add voucher", "Einlösen", "Gutschein einlösen", "Anwenden", "Appliquer", "Appliquer le code", "Valider le code", "Utiliser", "Aplicar", "Aplicar cupón", "Canjear"]
    CouponRefused "coupon refused" ["not valid", "invalid", "expired", "not active", "not accepted", "not applicable", "not eligible", "not apply", "doesn't apply", "not exist", "doesn't exist", "not recognised", "not recognized", "not recognise", "not recognize", "not found", "no such", "cannot", "can't", "can not", "could not", "couldn't", "unable to", "already", "usage limit", "limit has been", "limit reached", "minimum", "no longer", "not yet", "not available", "not meet", "not work", "doesn't work", "incorrect", "is wrong", "only valid", "please enter", "enter a valid", "try another", "ungültig", "abgelaufen", "nicht gültig", "nicht mehr", "noch nicht", "kann nicht", "konnte nicht", "existiert nicht", "nicht gefunden", "nicht akzeptiert", "nicht einlösbar", "nicht eingelöst", "unbekannt", "bereits", "Mindestbestellwert", "non valide", "pas valide", "invalide", "expiré", "n'existe pas", "introuvable", "inconnu", "ne peut", "n'a pas pu", "déjà", "n'est plus", "impossible", "no válido", "no es válido", "no es valido", "inválido", "caducado", "expirado", "no existe", "no encontrado", "desconocido", "no se puede", "no se pudo", "no se ha podido", "ya se ha", "ya ha sido", "mínimo", "ya no", "unknown", "unrecognised", "unrecognized", "rejected", "declined", "refused", "denied", "failed", "abgelehnt", "fehlgeschlagen", "refusé", "rejeté", "échoué", "pago rechazado", "pago ha sido rechazado"]
    CouponTaken "coupon taken" ["applied", "redeemed", "added", "accepted", "activated", "success", "you save", "eingelöst", "angewendet", "hinzugefügt", "akzeptiert", "erfolgreich", "appliqué", "ajouté", "accepté", "succès", "aplicado", "añadido", "canjeado", "aceptado"]
    Subtotal "sub-total" ["Subtotal", "Sub-total", "Sub total", "Cart subtotal", "Items subtotal", "Item total", "Items total", "Basket total", "Cart total", "Zwischensumme", "Warenwert", "Sous-total", "Zwischensumme Artikel", "Total des articles", "Total artículos", "Subtotal artículos"]
    Discount "discount" ["Discount", "Coupon", "Promotion", "Voucher", "Vouchers", "Coupons", "Savings", "You save", "Rabatt", "Gutschein", "Ersparnis", "Remise", "Réduction", "Descuento"]
    Shipping "shipping" ["Shipping", "Delivery", "Shipping charge", "Shipping & handling", "Postage", "Versand", "Versandkosten", "Lieferung", "Livraison", "Frais de port", "Envío", "Gastos de envío", "Liefer- und Versandkosten", "Expédition", "Frais de livraison", "Frais d'expédition", "Entrega", "Gastos de entrega", "Coste de envío", "Costo de envío"]
    Tax "tax" ["Tax", "Taxes", "Sales tax", "VAT", "GST", "incl. VAT", "Includes", "Including VAT", "Inclusive of tax", "Steuer", "MwSt.", "MwSt", "USt.", "inkl. MwSt.", "Enthält", "TVA", "IVA", "Impuestos", "inkl. USt.", "Umsatzsteuer", "Mehrwertsteuer", "davon MwSt.", "dont TVA", "Taxes incluses", "TVA incluse", "Impuesto", "IVA incluido", "Incluye"]
    Total "total" ["Total", "Order total", "Grand total", "Estimated total", "Total to pay", "Amount due", "Total price", "Total paid", "Order Total", "Paid", "Amount paid", "Gesamtsumme", "Gesamt", "Gesamtbetrag", "Summe", "Bezahlt", "Total TTC", "Montant total", "Importe total", "Gesamtpreis", "Endsumme", "Endbetrag", "Rechnungsbetrag", "Zu zahlen", "Total à payer", "Total à régler", "Total de la commande", "Total a pagar", "Total del pedido", "Total pagado"]
    Paid "paid" ["Paid", "You paid", "Charged", "Bezahlt", "Gezahlt", "Payé", "Réglé", "Pagado"]
    PriceCaption "price caption" ["price", "our price", "sale price", "regular price", "now", "was", "from", "only", "sale", "Preis", "jetzt", "statt", "ab", "nur", "Angebot", "prix", "précio", "precio", "ahora", "antes"]
    OldPrice "old price" ["was", "were", "before", "instead of", "previously", "originally", "rrp", "msrp", "list price", "statt", "uvp", "vorher", "früher", "bisher", "ursprünglich", "au lieu de", "avant", "prix conseillé", "prix d'origine", "antes", "precio anterior", "en lugar de"]
    Free "free" ["Free", "Free shipping", "Free delivery", "Kostenlos", "Gratis", "Gratuit", "Kostenfrei", "Versandkostenfrei", "Kostenloser Versand", "Gratuite", "Offert", "Offerte", "Livraison gratuite", "Livraison offerte", "Gratuito", "Envío gratis", "Envío gratuito"]
    LogIn "log in" ["Log in", "Login", "Sign in", "Log in to my account", "Log in to your account", "Anmelden", "Einloggen", "Mit meinem Konto anmelden", "Se connecter", "Connexion", "Iniciar sesión", "Entrar", "Jetzt anmelden", "S'identifier", "Me connecter", "Connectez-vous", "Acceder", "Ingresar", "Inicia sesión", "Identificarse"]
    Verify "verify" ["Verify", "Verify code", "Confirm", "Confirm code", "Submit", "Submit code", "Bestätigen", "Code bestätigen", "Prüfen", "Vérifier", "Valider", "Confirmer", "Verificar", "Confirmar"]
    ForgotPassword "forgotten password" ["Forgot your password?", "Forgot password?", "Forgot password", "Forgotten password", "I've forgotten my password", "Forgotten your password?", "Lost your password?", "Reset password", "Passwort vergessen?", "Passwort vergessen", "Mot de passe oublié", "¿Olvidaste tu contraseña?", "¿Has olvidado tu contraseña?", "Passwort zurücksetzen", "Mot de passe oublié ?", "Mot de passe perdu ?", "¿Olvidó su contraseña?", "¿Has perdido tu contraseña?", "Recuperar contraseña"]
    LogOut "log out" ["Log out", "Logout", "Sign out", "Abmelden", "Ausloggen", "Se déconnecter", "Déconnexion", "Cerrar sesión", "Me déconnecter", "Salir", "Desconectarse"]
    Register "register" ["Create an account", "Create account", "Create your account", "Register", "Sign up", "Join", "Konto anlegen", "Konto erstellen", "Registrieren", "Jetzt registrieren", "Créer un compte", "S'inscrire", "Crear cuenta", "Registrarse", "Neues Konto erstellen", "Inscription", "Créer mon compte", "S'enregistrer", "Registrarme", "Regístrate", "Crear una cuenta", "Crear mi cuenta"]
    Account "account" ["Account", "My account", "Your account", "Profile", "Konto", "Mein Konto", "Ihr Konto", "Mon compte", "Mi cuenta", "Dein Konto", "Compte", "Votre compte", "Cuenta", "Tu cuenta"]
    Orders "orders" ["Your orders", "My orders", "Orders", "Order history", "Purchase history", "Ihre Bestellungen", "Meine Bestellungen", "Bestellungen", "Mes commandes", "Mis pedidos", "Bestellhistorie", "Bestellübersicht", "Commandes", "Historique des commandes", "Pedidos", "Historial de pedidos"]
    ThankYou "thank you" ["thank you for your order", "thank you for your purchase", "thank you for shopping", "thanks for your order", "thank you!", "your order has been placed", "your order is confirmed", "your order has been received", "order confirmed", "order confirmation", "order placed", "order complete", "we have received your order", "we received your order", "your purchase is complete", "vielen dank für ihre bestellung", "danke für ihre bestellung", "ihre bestellung ist eingegangen", "bestellung erfolgreich", "bestellbestätigung", "merci pour votre commande", "commande confirmée", "gracias por tu pedido", "gracias por su pedido", "pedido confirmado", "order received", "your order is complete", "we have received your purchase", "we successfully received your order", "vielen dank für deine bestellung", "danke für deine bestellung", "wir haben ihre bestellung erhalten", "deine bestellung ist eingegangen", "bestellung ist bei uns eingegangen", "merci pour votre achat", "votre commande est confirmée", "votre commande a bien été enregistrée", "votre commande a bien été prise en compte", "votre commande a bien été validée", "gracias por tu compra", "gracias por su compra", "hemos recibido tu pedido", "danke für ihren einkauf", "danke für deinen einkauf", "vielen dank für ihren einkauf", "vielen dank für deinen einkauf", "ihre bestellung ist bestätigt", "ihre bestellung wurde aufgenommen", "bestellung bestätigt", "bestellung eingegangen", "merci de votre commande", "merci de votre achat", "votre commande a été reçue", "votre commande est enregistrée", "votre commande est bien enregistrée", "confirmation de commande", "commande validée", "commande reçue", "gracias por comprar", "tu pedido ha sido recibido", "su pedido ha sido recibido", "hemos recibido su pedido", "tu pedido está confirmado", "su pedido está confirmado", "confirmación de pedido", "confirmación del pedido", "pedido recibido"]
    OrderLost "order lost" ["order was cancelled", "order was canceled", "has been cancelled", "has been canceled", "was cancelled", "was canceled", "order cancelled", "order canceled", "order refunded", "was refunded", "has been refunded", "order failed", "wurde storniert", "bestellung storniert", "wurde abgebrochen", "a été annulée", "commande annulée", "ha sido cancelado", "pedido cancelado", "ha sido anulado", "pedido anulado"]
    ErrorPage "error page" ["something went wrong", "page not found", "page cannot be found", "page could not be found", "internal server error", "service unavailable", "bad gateway", "fatal error", "an error occurred", "an error has occurred", "uncaught typeerror", "etwas ist schiefgelaufen", "seite nicht gefunden", "seite wurde nicht gefunden", "page introuvable", "page non trouvée", "une erreur est survenue", "página no encontrada", "algo salió mal", "ha ocurrido un error"]
    OrderNumber "order number" ["Order number", "Order no", "Order no.", "Order #", "Order ID", "Order reference", "Your order number is", "Bestellnummer", "Auftragsnummer", "Numéro de commande", "Número de pedido", "Order code", "Confirmation number", "Bestell-Nr.", "Bestellnr.", "Auftragsnr.", "Référence de commande", "N° de commande", "Nº de pedido", "Referencia del pedido", "Bestellreferenz", "Ihre Bestellnummer lautet", "Ihre Bestellnummer", "Bestellung Nr.", "Référence de la commande", "Votre numéro de commande est", "Numéro de la commande", "Commande n°", "Referencia de pedido", "Tu número de pedido es", "Número del pedido", "N.º de pedido", "Pedido n.º", "Pedido nº"]
    CardMethod "pay by card" ["Credit card", "Card", "Credit or debit card", "Debit or credit card", "Credit / debit card", "Credit card (test)", "Bankcard", "Pay by card", "Kreditkarte", "Karte", "Carte bancaire", "Carte de crédit", "Tarjeta", "Tarjeta de crédito", "Kredit- oder Debitkarte", "Debitkarte", "Kartenzahlung", "Mit Karte zahlen", "Carte", "Carte de paiement", "CB", "Payer par carte", "Paiement par carte", "Tarjeta de débito", "Tarjeta bancaria", "Pago con tarjeta", "Pagar con tarjeta"]
    SecureMethod "pay in secure fields" ["Credit card in secure fields", "Secure card payment", "Card (secure fields)", "Kreditkarte in sicheren Feldern"]
    OtherMethod "pay otherwise" ["Cash on delivery", "Pay on delivery", "Bank transfer", "Wire transfer", "Invoice", "Pay by invoice", "Check / money order", "Cheque", "PayPal", "Nachnahme", "Rechnung", "Kauf auf Rechnung", "Vorkasse", "Überweisung", "Virement", "Paiement à la livraison", "Contra reembolso", "Transferencia", "Lastschrift", "Barzahlung", "Chèque", "Paiement par chèque", "Payer par chèque", "Espèces", "Facture", "Pago contra reembolso", "Efectivo", "Factura"]
    BankWindow "open the bank" ["Continue to your bank", "Open your bank's window", "Weiter zu Ihrer Bank", "Fenster Ihrer Bank öffnen"]
    Approve "approve" ["Approve", "Approve payment", "Confirm", "Confirm payment", "Authorise", "Authorize", "Complete", "Complete authentication", "Complete payment", "Freigeben", "Bestätigen", "Zahlung freigeben", "Zahlung bestätigen", "Autoriser", "Confirmer", "Autorizar", "Confirmar"]
    Refuse "refuse" ["Refuse", "Refuse payment", "Decline", "Reject", "Cancel", "Fail", "Fail authentication", "Deny", "Ablehnen", "Abbrechen", "Zahlung ablehnen", "Refuser", "Rechazar", "Cancelar"]
    Close "close" ["Close", "Dismiss", "Schließen", "Fermer", "Cerrar", "×"]
    Language "language" ["Language", "Choose a language", "Sprache", "Langue", "Idioma"]
    Currency "currency" ["Currency", "Choose a currency", "Währung", "Devise", "Moneda"]
    Size "size" ["Size", "Größe", "Taille", "Talla", "Pointure", "Tamaño"]
    Colour "colour" ["Colour", "Color", "Farbe", "Couleur", "Coloris"]
    RefusedPayment "payment refused" ["declined", "insufficient funds", "could not be processed", "was refused", "refused the payment", "payment failed", "not authorised", "not authorized", "card was not accepted", "could not confirm", "try another card", "took too long", "in time", "timed out", "has expired", "zu lange gedauert", "rechtzeitig", "abgelaufen", "abgelehnt", "nicht ausreichend gedeckt", "nicht bestätigen", "fehlgeschlagen", "refusé", "rechazada", "Zahlung wurde nicht", "nicht autorisiert", "Guthaben reicht nicht aus", "Deckung reicht nicht aus", "Kontostand reicht nicht aus", "paiement a échoué", "n'a pas abouti", "fonds insuffisants", "provision insuffisante", "carte expirée", "rechazado", "denegada", "denegado", "fondos insuficientes", "saldo insuficiente", "pago ha fallado", "pago no se ha podido procesar", "no autorizada", "tarjeta caducada"]
}

impl Word {
    /// Whether it speaks of wishes; nothing else may be found by what does.
    pub(crate) fn is_about_wishes(self) -> bool {
        matches!(
            self,
            Word::AddToWishList
                | Word::WishList
                | Word::WishListEmpty
                | Word::OnWishList
                | Word::RemoveFromWishList
                | Word::MoveToCart
        )
    }

    /// The words in a class, a title or an icon that tell what a control without a name is for; several in one text must
    /// all be there.
    pub(crate) fn icons(self) -> &'static [&'static str] {
        match self {
            Word::AddToCart => &["add cart", "add basket", "add bag", "addtocart"],
            Word::Cart => &["cart", "basket", "bag", "minicart", "trolley", "warenkorb", "panier", "carrito"],
            Word::AddToWishList | Word::WishList => &[
                "heart",
                "wishlist",
                "wish list",
                "wish",
                "favorite",
                "favourite",
                "favorites",
                "favourites",
                "merkzettel",
            ],
            Word::Search => &["search", "magnifier"],
            Word::Remove | Word::RemoveFromWishList => &["remove", "delete", "trash", "bin"],
            Word::Account | Word::LogIn => &["account", "person", "user", "profile", "login"],
            Word::Close => &["close", "dismiss"],
            _ => &[],
        }
    }
}

impl Shop {
    /// What may be called so in this shop or another one, by the names that sentences use: `basket` is a "cart".
    pub fn things_called(&self, name: &str) -> Vec<&'static str> {
        let name = name.to_lowercase();
        let others = || Word::ALL.iter().filter(|word| word.key() != name);
        let named = others().filter(|word| self.words(**word).iter().any(|one| one.to_lowercase() == name));
        let named: Vec<&str> = named.map(|word| word.key()).collect();
        if !named.is_empty() {
            return named;
        }
        others().filter(|word| word.icons().contains(&name.as_str())).map(|word| word.key()).collect()
    }

    /// All names of a thing in this shop: what its settings say first, then what is known of shops.
    pub(crate) fn words(&self, word: Word) -> Names {
        self.words_of(&[word])
    }

    /// All names of several things.
    pub(crate) fn words_of(&self, words: &[Word]) -> Names {
        let own = |word: Word| -> Vec<String> {
            self.words
                .iter()
                .filter(|(key, _)| canonical(key) == word.key())
                .flat_map(|(_, own)| own)
                .cloned()
                .collect()
        };
        let asked: Asked = words.iter().map(|word| (*word, own(*word))).collect();
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = made.get(&asked) {
            return names.clone();
        }
        let known = |word: Word| word.known().iter().map(|name| (*name).to_owned());
        let all = asked.iter().flat_map(|(word, own)| own.iter().cloned().chain(known(*word)));
        let names = Names::new(all.collect());
        made.insert(asked, names.clone());
        names
    }

    /// A match for the whole name.
    pub(crate) fn named(&self, word: Word) -> Match {
        Match::OneOf(self.words(word).to_vec())
    }

    /// A match for a name that begins so.
    pub(crate) fn starting(&self, word: Word) -> Match {
        Match::StartsWithOneOf(self.words(word).to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shops_own_words_come_before_the_known_ones() {
        let mut shop = Shop::default();
        shop.words.insert("Cart".to_owned(), vec!["Sack".to_owned()]);
        assert_eq!(shop.words(Word::Cart)[..2], ["Sack", "Cart"]);
    }

    #[test]
    fn every_thing_has_a_key_of_its_own_and_words() {
        let keys: std::collections::BTreeSet<&str> = Word::ALL.iter().map(|word| word.key()).collect();
        assert_eq!(keys.len(), Word::ALL.len());
        assert!(Word::ALL.iter().all(|word| !word.known().is_empty()));
    }
}
