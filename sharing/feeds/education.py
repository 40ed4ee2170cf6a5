"""A school roll with what schools know of a child (docs/feeds/education.md)."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sharing.feeds.contacts import is_possible, is_short, phone, postcode_in
from sharing.feeds.reading import Cells, FeedReading, read_feed

REQUIRED = ("Cms Id", "First Name", "Last Name", "Date Of Birth", "School Name")
COLUMNS = (
    *REQUIRED,
    "Gender", "Address", "Service Involvement", "Contact Number", "Admission Type",
    "Date Current As Of", "Coverage Start Date", "Coverage End Date", "Coverage Geographic Area",
    "Date Of Most Recent Interaction", "Start Date Of Last Involvement",
)  # fmt: skip
SEXES = {"female": "F", "f": "F", "male": "M", "m": "M"}
INVOLVEMENT = {"current": "current", "historic": "historic", "not specified": "", "": ""}


@dataclass(frozen=True, slots=True)
class EducationRow:
    """One pupil. `involvement` is current, historic or empty (the school doesn't say)."""

    row: int
    cms_id: str
    first_name: str
    last_name: str
    date_of_birth: date | None
    sex: str
    address: str
    postcode: str
    involvement: str
    school: str
    phone: str
    admission_type: str
    current_as_of: date | None
    coverage_from: date | None
    coverage_to: date | None
    coverage_area: str
    last_contact: date | None
    last_involved_from: date | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, days as ISO text."""
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(self).items()}


def read(content: bytes) -> FeedReading[EducationRow]:
    """Never raises: what is wrong is in `problems`."""
    return read_feed(
        content,
        columns=COLUMNS,
        required=REQUIRED,
        read_row=read_row,
        key=lambda row: row.cms_id,
    )


def read_row(cells: Cells) -> EducationRow:
    address = cells.lines("Address")
    born = cells.day("Date Of Birth", required=True)
    as_of = cells.day("Date Current As Of")
    if born and as_of and born > as_of:
        cells.wrong("Date Of Birth", "It’s after the day of the file.")
    first, last = cells.text("First Name"), cells.text("Last Name")
    if not first and not last:
        cells.wrong("First Name", "There is no name.")
    return EducationRow(
        row=cells.number,
        cms_id=cells.text("Cms Id", required=True),
        first_name=first,
        last_name=last,
        date_of_birth=born,
        sex=SEXES.get(cells.text("Gender").casefold(), ""),
        address=address,
        postcode=read_postcode(cells, address),
        involvement=read_involvement(cells),
        school=cells.text("School Name"),
        phone=read_phone(cells),
        admission_type=cells.text("Admission Type"),
        current_as_of=as_of,
        coverage_from=cells.day("Coverage Start Date"),
        coverage_to=cells.day("Coverage End Date"),
        coverage_area=cells.text("Coverage Geographic Area"),
        last_contact=cells.day("Date Of Most Recent Interaction"),
        last_involved_from=cells.day("Start Date Of Last Involvement"),
    )


def read_phone(cells: Cells) -> str:
    """As the school wrote it where it isn't a number we know the form of."""
    text = cells.text("Contact Number")
    if not text:
        return ""
    number = phone(text)
    if number is None:
        cells.warn("Contact Number", f"“{text}” isn’t a phone number we know. Kept as it is.")
        return text
    if is_short(number):
        cells.warn("Contact Number", f"“{text}” looks a digit short. Check it before you ring.")
    return number


def read_postcode(cells: Cells, address: str) -> str:
    found = postcode_in(address)
    if found and not is_possible(found):
        cells.warn("Address", f"“{found}” can’t be a postcode. Kept as it is.")
    elif address and not found:
        cells.warn("Address", "It doesn’t end with a postcode. Kept as it is.")
    return found


def read_involvement(cells: Cells) -> str:
    text = cells.text("Service Involvement")
    known = INVOLVEMENT.get(text.casefold())
    if known is None:
        cells.warn("Service Involvement", f"“{text}” isn’t Current or Historic. Left empty.")
    return known or ""
