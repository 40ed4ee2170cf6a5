"""Who works in Merrowby: agencies, teams, and 40 people who sign in, with what to try as each;
and one of the council next door."""

from __future__ import annotations

from dataclasses import dataclass

from sharing.models import Agency, Role, Team

Kind, Duty = Agency.Kind, Team.Duty

#: Name, kind and phone, by the short name that the demo uses.
AGENCIES: dict[str, tuple[str, str, str]] = {
    "early_help": ("Merrowby Early Help", Kind.COUNCIL, "01632 960100"),
    "audit": ("Internal Audit", Kind.COUNCIL, "01632 960110"),
    "schools": ("Merrowby Schools Service", Kind.COUNCIL, "01632 960120"),
    "social_care": ("Children’s Social Care", Kind.SOCIAL_CARE, "01632 960130"),
    "larkmoor": ("Larkmoor Academy", Kind.SCHOOL, "01632 960231"),
    "kestrel": ("Kestrel Lane Primary", Kind.SCHOOL, "01632 960258"),
    "college": ("Merrowby College", Kind.SCHOOL, "01632 960266"),
    "nursery": ("Little Oaks Nursery", Kind.SCHOOL, "01632 960274"),
    "health": ("Merrowby NHS Trust", Kind.HEALTH, "01632 960300"),
    "tannery": ("Tannery Homes", Kind.HOUSING, "01632 960412"),
    "police": ("Merrowby Police", Kind.POLICE, "01632 960466"),
    "jobcentre": ("Jobcentre Merrowby", Kind.JOBCENTRE, "01632 960480"),
    "lantern": ("Lantern Trust", Kind.CHARITY, "01632 960490"),
    "carers": ("Merrowby Young Carers", Kind.CHARITY, "01632 960495"),
}
TEAMS: dict[str, tuple[str, str, str]] = {
    "hub": ("early_help", "Family Hub", Duty.HUB),
    "east": ("early_help", "Early Help East", Duty.CASEWORK),
    "west": ("early_help", "Early Help West", Duty.CASEWORK),
    "results": ("early_help", "Results and claims", Duty.RESULTS),
    "records": ("early_help", "Records", Duty.RECORDS),
    "audit": ("audit", "Claims audit", Duty.AUDIT),
    "camhs": ("health", "CAMHS", Duty.CASEWORK),
    "midwives": ("health", "Midwives", Duty.CASEWORK),
    "visitors": ("health", "Health visitors", Duty.CASEWORK),
    "nurses": ("health", "School nursing", Duty.CASEWORK),
    "tenancy": ("tannery", "Tenancy support", Duty.CASEWORK),
    "pastoral": ("larkmoor", "Pastoral team", Duty.CASEWORK),
    "mash": ("social_care", "MASH", Duty.CASEWORK),
    "neighbourhood": ("police", "Neighbourhood policing", Duty.CASEWORK),
}

NewPost = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class PersonWhoSignsIn:
    """A colleague, the posts they hold (role, agency, team, own title), and what to try."""

    name: str
    posts: tuple[NewPost, ...]
    tries: str = ""
    phone: str = ""
    room: int = 8
    #: families they lead in the demo
    carries: int = 7
    woman: bool | None = None
    languages: tuple[str, ...] = ()
    away: int = 0

    @property
    def username(self) -> str:
        """`sol.marin`."""
        plain = self.name.replace("Dr ", "").replace("Insp ", "").replace("PC ", "")
        return plain.replace("í", "i").lower().replace(" ", ".")

    @property
    def agency(self) -> str:
        return self.posts[0][1]

    @property
    def team(self) -> str:
        return self.posts[0][2]

    @property
    def leads(self) -> bool:
        return self.posts[0][0] == Role.KEY_WORKER


def _worker(name: str, team: str, phone: str, **known: object) -> PersonWhoSignsIn:
    return PersonWhoSignsIn(
        name,
        ((Role.KEY_WORKER, "early_help", team, ""),),
        phone=phone,
        **known,  # type: ignore[arg-type]
    )


def _partner(
    name: str, agency: str, team: str, title: str, tries: str, role: str = Role.PRACTITIONER
) -> PersonWhoSignsIn:
    return PersonWhoSignsIn(name, ((role, agency, team, title),), tries)


def _office(name: str, role: str, team: str, tries: str, title: str = "") -> PersonWhoSignsIn:
    return PersonWhoSignsIn(name, ((role, "early_help", team, title),), tries)


HUB = (
    _office("Tom Adeyemi", Role.HUB_OFFICER, "hub", "Triage: take a referral, check, decide"),
    _office("Helen Marsh", Role.SUPERVISOR, "hub", "Chair the allocation meeting", "Hub manager"),
    PersonWhoSignsIn(
        "Elsie Farrow",
        (
            (Role.HUB_OFFICER, "early_help", "hub", ""),
            (Role.RECORDS_OFFICER, "early_help", "records", "Records officer, Fridays"),
        ),
        "Register a family who asks for help; change role for the archive",
    ),
    _office("Farah Siddiqui", Role.SUPERVISOR, "east", "See what Early Help East carries"),
    _office("Callum Reid", Role.SUPERVISOR, "west", "See what Early Help West carries"),
)
WORKERS = (
    PersonWhoSignsIn(
        "Priya Nair",
        (
            (Role.KEY_WORKER, "early_help", "east", ""),
            (Role.HUB_OFFICER, "early_help", "hub", "Duty officer"),
        ),
        "Lead a family: visits, plan, consent; change role at the top",
        "01632 960114",
        woman=True,
    ),
    _worker("Sol Marín", "east", "01632 960115", woman=False, languages=("Spanish",)),
    _worker("Dan Frith", "east", "01632 960116", woman=False, carries=8),
    _worker("Amal Aziz", "east", "01632 960117", woman=True, languages=("Arabic",), carries=8),
    _worker("Ade Bello", "east", "01632 960118", woman=False, away=11, carries=6),
    PersonWhoSignsIn(
        "Jo Kerr",
        (
            (Role.KEY_WORKER, "early_help", "west", ""),
            (Role.HUB_OFFICER, "early_help", "hub", "Duty officer"),
        ),
        "A full caseload, and hub duty on Mondays",
        "01632 960119",
        carries=8,
        woman=True,
    ),
    _worker("Ruth Okafor", "west", "01632 960121", woman=True, carries=6),
    _worker("Piotr Zielinski", "west", "01632 960122", woman=False, languages=("Polish",)),
    _worker("Megan Price", "west", "01632 960123", woman=True, away=25),
    _worker("Luca Romano", "west", "01632 960124", woman=False, languages=("Italian",)),
    PersonWhoSignsIn(
        "Rosa Campbell",
        (
            (Role.KEY_WORKER, "early_help", "west", "Key worker, Thursday and Friday"),
            (Role.PRACTITIONER, "health", "nurses", "School nurse, Monday to Wednesday"),
        ),
        "Two roles in two agencies: what you see changes with the role",
        "01632 960125",
        room=4,
        carries=3,
        woman=True,
    ),
)
OFFICE = (
    _office("Miriam Kovac", Role.COORDINATOR, "results", "Approve a result"),
    _office("Sunita Rao", Role.COORDINATOR, "results", "Propose a result; someone else approves"),
    _office("Neil Abbott", Role.ANALYST, "results", "Receive a file, decide likely matches"),
    _office("Grace Lindqvist", Role.SHARING_LEAD, "", "Write an agreement, try it, sign it"),
    _office("Kofi Mensah", Role.ADMINISTRATOR, "", "See that accounts are no way to families"),
    PersonWhoSignsIn(
        "Jonah Whitcombe",
        ((Role.AUDITOR, "audit", "audit", ""),),
        "Check a sample, read a case’s history, ask a question",
    ),
)
SCHOOLS = (
    _partner("Owen Pryce", "larkmoor", "pastoral", "Safeguarding lead", "Ask for help"),
    PersonWhoSignsIn(
        "Bex Loftus",
        (
            (Role.KEY_WORKER, "larkmoor", "pastoral", "Pastoral lead"),
            (Role.PRACTITIONER, "larkmoor", "pastoral", "Pastoral lead"),
        ),
        "Lead a family from a school",
        "01632 960232",
        room=3,
        woman=True,
    ),
    _partner(
        "Lydia Hart", "larkmoor", "", "Deputy head", "See what your school has asked for",
        Role.SUPERVISOR,
    ),
    _partner("Ruth Amadi", "kestrel", "", "Headteacher", "A primary school’s own families"),
    _partner("Sean Doherty", "college", "", "Student welfare", "One 17-year-old’s college"),
    _partner("Mina Shah", "nursery", "", "Nursery manager", "A nursery sees very little"),
    _partner(
        "Victor Lau", "schools", "", "School data officer", "Send the roll of all schools",
        Role.ANALYST,
    ),
)  # fmt: skip
PARTNERS = (
    _partner("Col Whitaker", "tannery", "tenancy", "Tenancy support", "Only the rent part"),
    _partner("Dr Leah Brandt", "health", "camhs", "Psychiatrist", "CAMHS: health and the plan"),
    _partner("Marta Silva", "health", "midwives", "Midwife", "Midwives: a baby who is expected"),
    _partner("Noor Hassan", "health", "visitors", "Health visitor", "Health visitors: under fives"),
    _partner("Will Tan", "health", "nurses", "School nurse", "School nursing"),
    _partner(
        "Insp Dawn Ferris", "police", "neighbourhood", "Inspector", "Sign an agreement",
        Role.SUPERVISOR,
    ),
    _partner("PC Aaron Blake", "police", "neighbourhood", "Constable", "Refer; see little"),
    _partner("Gail Norris", "jobcentre", "", "Employment adviser", "Work facts go one way"),
    _partner("Hana Novak", "social_care", "mash", "Social worker", "Answer a check for triage"),
    _partner(
        "Martin Ellis", "social_care", "mash", "MASH manager", "A social care manager",
        Role.SUPERVISOR,
    ),
    _partner("Femi Adeleke", "lantern", "", "Debt adviser", "An agreement that is suspended"),
)  # fmt: skip
PEOPLE = (*HUB, *WORKERS, *OFFICE, *SCHOOLS, *PARTNERS)
#: The hub manager of the council next door (coordination/demo/moved.py).
NEIGHBOUR = _partner(
    "Owain Lloyd", "aldersley", "aldersley_hub", "Hub manager",
    "Another council: it offered a family that moved", Role.SUPERVISOR,
)  # fmt: skip
#: Shown first, in the order of one family’s story.
FIRST = (
    "owen.pryce", "tom.adeyemi", "helen.marsh", "priya.nair", "neil.abbott", "sunita.rao",
    "miriam.kovac", "jonah.whitcombe",
)  # fmt: skip


def table() -> str:
    """Who can sign in, as a page of text: the story’s eight first."""
    ordered = sorted(PEOPLE, key=lambda p: (p.username not in FIRST, _place(p.username)))
    ordered.append(NEIGHBOUR)
    agencies = {key: name for key, (name, *_) in AGENCIES.items()}
    agencies["aldersley"] = "Aldersley Early Help"
    rows = [("Name", "Username", "Role", "Agency", "What to try")]
    rows += [
        (
            person.name,
            person.username,
            " and ".join(dict.fromkeys(Role(role).label for role, *_ in person.posts)),
            " and ".join(dict.fromkeys(agencies[agency] for _, agency, *_ in person.posts)),
            person.tries or "Lead families: visits, plans and consent",
        )
        for person in ordered
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]])
        for row in rows
    ]
    return "\n".join([lines[0], "-" * 100, *lines[1:]])


def _place(username: str) -> int:
    names = FIRST if username in FIRST else tuple(person.username for person in PEOPLE)
    return names.index(username)
