"""Two ways of shipping, the same for every basket and country."""

from decimal import Decimal

from oscar.apps.shipping import methods, repository


class Standard(methods.FixedPrice):
    code = "standard"
    name = "Standard"
    description = "Three to five working days"
    charge_excl_tax = charge_incl_tax = Decimal("4.99")


class Express(methods.FixedPrice):
    code = "express"
    name = "Express"
    description = "The next working day"
    charge_excl_tax = charge_incl_tax = Decimal("12.00")


class Repository(repository.Repository):
    methods = (Standard(), Express())
