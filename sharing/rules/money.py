"""Money as sentences say it."""

from decimal import Decimal


def pounds(amount: Decimal | float) -> str:
    """£1,240, and £1,240.50 where there are pence."""
    exact = Decimal(str(amount))
    sign = "-" if exact < 0 else ""
    whole = exact == exact.to_integral_value()
    return f"{sign}£{abs(exact):,.0f}" if whole else f"{sign}£{abs(exact):,.2f}"
