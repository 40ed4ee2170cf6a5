"""Phone numbers and postcodes as agencies write them: made alike where sure, kept where not."""

import re

POSTCODE = re.compile(
    r"(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPSTUW]"
    r"|[A-HK-Y]\d[ABEHMNPRVWXY]) ?\d[ABD-HJLNP-UW-Z]{2})"
)
LOOKS_LIKE_ONE = re.compile(r"[A-Z]{1,2}\d[A-Z0-9]{0,2} ?\d[A-Z]{2}")
AREAS = {
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF",
    "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT",
    "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG",
    "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L",
    "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN",
    "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S",
    "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA",
    "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR",
    "WS", "WV", "YO", "ZE",
}  # fmt: skip
# Only central London has districts that end in a letter.
LETTERED = re.compile(r"(?:E1|EC[1-4]|N1|NW1|SE1|SW1|W1|WC[12])[A-Z]")
NO_FIXED_ADDRESS = "ZZ99 3CZ"  # health services' postcode for it
ODD = {NO_FIXED_ADDRESS, "GIR 0AA"}


def phone(text: str) -> str | None:
    """`+44(0)121 496 0491` as `01214960491`; None where it isn't a United Kingdom number."""
    digits = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    if digits.startswith("+44"):
        digits = "0" + digits[3:].lstrip("0")
    elif digits.startswith("0044"):
        digits = "0" + digits[4:].lstrip("0")
    return digits if re.fullmatch(r"0[1-9]\d{8,9}", digits) else None


def is_short(number: str) -> bool:
    """Ten digits: some numbers have no more, and most have lost one."""
    return len(number) == 10


def postcode_in(address: str) -> str:
    """The postcode that ends an address, as `MB3 7CK`; empty where nothing looks like one."""
    last = address.splitlines()[-1] if address else ""
    text = " ".join(last.upper().split())
    found = re.search(rf"({LOOKS_LIKE_ONE.pattern}|{NO_FIXED_ADDRESS})$", text)
    if not found:
        return ""
    squeezed = found.group(0).replace(" ", "")
    return f"{squeezed[:-3]} {squeezed[-3:]}"


def is_possible(postcode: str) -> bool:
    """The shape and area of a real one; only a gazetteer can say that it exists."""
    if postcode in ODD:
        return True
    if not POSTCODE.fullmatch(postcode):
        return False
    district = postcode.split(maxsplit=1)[0]
    area = re.match(r"[A-Z]+", district)
    lettered = district[-1].isalpha()
    known = area is not None and area.group() in AREAS
    return known and (not lettered or LETTERED.fullmatch(district) is not None)
