# language: fr
Fonctionnalité: Un achat
  Sans compte, on peut changer d'avis et acheter quand même.

  Contexte:
    Étant donné que je suis dans la boutique

  Scénario: D'abord la tasse, puis deux écharpes
    Quand j'ajoute "Blue Mug" à mon panier
    Et que je retire "Blue Mug" de mon panier
    Et que j'ajoute 2 exemplaires de "Red Scarf" à mon panier
    Alors mon panier contient:
      | produit   | quantité | prix   |
      | Red Scarf | 2        | $29.99 |
    Mais mon panier ne contient pas "Blue Mug"
    Quand je commande en tant qu'invité
    Alors ma commande est confirmée
    Et je reçois un numéro de commande
    Et j'ai payé $70.17

  Scénario: Une carte refusée est remplacée
    Étant donné que mon panier contient "Blue Mug"
    Quand je commande en tant qu'invité et je paie avec la carte "refusée"
    Alors le paiement est refusé
    Quand je paie plutôt avec la carte "valide"
    Alors ma commande est confirmée
