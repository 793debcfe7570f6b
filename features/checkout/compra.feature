# language: es
Característica: Una compra
  Sin cuenta se puede cambiar de idea y comprar igualmente.

  Antecedentes:
    Dado que estoy en la tienda

  Escenario: Primero la taza, luego dos bufandas
    Cuando añado "Blue Mug" a mi carrito
    Y quito "Blue Mug" de mi carrito
    Y añado 2 unidades de "Red Scarf" a mi carrito
    Entonces mi carrito contiene:
      | producto  | cantidad | precio |
      | Red Scarf | 2        | $29.99 |
    Pero mi carrito no contiene "Blue Mug"
    Cuando hago el pedido como invitado
    Entonces mi pedido está confirmado
    Y recibo un número de pedido
    Y he pagado $70.17

  Escenario: Una tarjeta rechazada se sustituye
    Dado que mi carrito contiene "Blue Mug"
    Cuando hago el pedido como invitado y pago con la tarjeta "rechazada"
    Entonces el pago es rechazado
    Cuando pago en su lugar con la tarjeta "válida"
    Entonces mi pedido está confirmado
