# language: de
Funktionalität: Ein Einkauf
  Wer ohne Konto einkauft, kann es sich noch anders überlegen.

  Grundlage:
    Angenommen ich bin im Shop

  Szenario: Erst die Tasse, dann doch zwei Schals
    Wenn ich "Blue Mug" in den Warenkorb lege
    Und ich "Blue Mug" aus dem Warenkorb entferne
    Und ich 2 Stück "Red Scarf" in den Warenkorb lege
    Dann enthält mein Warenkorb:
      | Produkt   | Menge | Preis  |
      | Red Scarf | 2     | $29.99 |
    Aber enthält mein Warenkorb "Blue Mug" nicht
    Wenn ich als Gast mit dieser Adresse bestelle:
      | Name         | Erika Muster |
      | Straße       | Hauptstr. 5  |
      | Postleitzahl | 10115        |
      | Ort          | Berlin       |
      | Land         | Germany      |
    Dann ist meine Bestellung bestätigt
    Und bekomme ich eine Bestellnummer
    Und habe ich $64.97 bezahlt

  Szenario: Eine abgelehnte Karte wird ersetzt
    Angenommen mein Warenkorb enthält "Blue Mug"
    Wenn ich als Gast bestelle und mit der Karte "abgelehnt" bezahle
    Dann wird die Zahlung abgelehnt
    Wenn ich stattdessen mit der Karte "gültig" bezahle
    Dann ist meine Bestellung bestätigt
