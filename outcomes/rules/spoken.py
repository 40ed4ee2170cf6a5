"""Words that several rules say alike."""

from collections.abc import Sequence

BENEFITS = {
    "JSA": "Jobseeker’s Allowance",
    "ESA_WRAG": "ESA, work-related",
    "ESA_SUPPORT": "ESA, support",
    "IS": "Income Support",
    "IB": "Incapacity Benefit",
    "SDA": "Severe Disablement Allowance",
    "CA": "Carer’s Allowance",
    "UC": "Universal Credit",
}
CARE = {
    "EHA": "early help assessment",
    "CIN": "child in need plan",
    "S47": "child protection enquiry",
    "CPP": "child protection plan",
    "CLA": "looked after",
}


def count_of(number: float, one: str) -> str:
    """`1 month`, `2 months`, `1.5 days`."""
    return f"{number:g} {one}{'' if number == 1 else 's'}"


def either(words: Sequence[str]) -> str:
    """`A`, `A or B`, `A, B or C`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def begin(text: str) -> str:
    """As a sentence begins; names inside it keep their capitals."""
    return f"{text[:1].upper()}{text[1:]}"
