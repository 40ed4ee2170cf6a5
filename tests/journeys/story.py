"""One family all the way through, told as eight people do it, each with hands and eyes alone.

Cas asks for help at the school, Dot registers, Hal's meeting allocates, Ada works with the family,
Kay takes the school's file, Ivy prepares the claim, Jim approves it, Fay checks it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.journeys.days import MISSED, Days
from tests.journeys.hands import Hands

Who = Callable[[str], Hands]
Shown = Callable[[Hands, str], None]

KELLY = date(1990, 4, 2)
HEADING = (
    "upn,first_name,last_name,date_of_birth,school,term,from,to,possible,authorised,unauthorised"
)
YOUTH_CRIME = "A young person’s crime or anti-social behaviour in the last 12 months"
WORKLESS = "An adult is out of work"
#: What only those who work with the family may ever read.
SECRETS = (
    "Kelly", "Marcus", "Jayden", "Amelia", "Doyle", "Osei",
    "6 Orchard Rise", "07700 900142", "late on 9 of 40", "I just want", "Back in maths", "judo",
)  # fmt: skip


class Story:
    """The steps in order; `shown` is told of each page that a guide would show."""

    def __init__(self, who: Who, days: Days, shown: Shown = lambda *_: None) -> None:
        self.who, self.days, self.shown = who, days, shown
        self.family = ""

    @property
    def jayden_born(self) -> date:
        """12 when help begins, so at school all along."""
        return date(self.days.asked.year - 12, 5, 3)

    def refer(self) -> None:
        """Step 2: the school asks for help for a family of four."""
        cas = self.who("cas")
        cas.go("/")
        cas.follow("Ask for help for a family")
        self._person(cas, "Kelly", "Doyle", "Parent", "Female", KELLY)
        cas.write("What the family calls them, like Mum", "Mum")
        for given, family, relation, sex, born in (
            ("Marcus", "Bell", "Step-parent", "Male", None),
            ("Jayden", "Osei", "Child", "Male", self.jayden_born),
            ("Amelia", "Osei", "Child", "Female", date(self.days.asked.year - 6, 2, 11)),
        ):
            cas.press("Add a person")
            self._person(cas, given, family, relation, sex, born)
            if given == "Jayden":
                cas.pick("I am most worried about them", place=-1)
        cas.write("A phone number for the family", "07700 900142")
        cas.pick("Yes, and they agree", "Does the family know you are asking?")
        cas.write("What have you seen?", "Jayden was late on 9 of 40 mornings since September.")
        cas.write("What does the family want?", "I just want mornings without a fight.")
        self.shown(cas, "the school asks for help")
        cas.press("Check and send")
        cas.reads("Check, then send", "Jayden Osei", "07700 900142")
        cas.press("Send")
        cas.reads("Sent. Your reference is R-", "With the hub")
        self.shown(cas, "the school sees that it is sent")

    @staticmethod
    def _person(
        cas: Hands, given: str, family: str, relation: str, sex: str, born: date | None
    ) -> None:
        cas.write("First name", given, place=-1)
        cas.write("Last name", family, place=-1)
        cas.choose("In the family", relation, place=-1)
        cas.choose("Sex", sex, place=-1)
        if born:
            cas.date("Birthday", born, place=-1)

    def triage(self) -> None:
        """Step 3: the hub finds nobody like them on record, and registers the family."""
        dot = self.who("dot")
        dot.go("/")
        dot.follow("Triage")
        self.shown(dot, "the hub’s board")
        dot.press("Take this")
        dot.reads("You have this one")
        self.shown(dot, "one referral beside the board")
        dot.follow("Register a new family")
        dot.write("Address, without the postcode", "6 Orchard Rise")
        dot.write("Postcode", "mb37ck")
        dot.write("Ward", "Orchard")
        self.shown(dot, "the hub registers the family")
        dot.press("Register the family")
        dot.reads("The family is registered", "4 people on record")

    def agree(self) -> None:
        """What the family agrees to, as Kelly says it on the phone."""
        dot = self.who("dot")
        dot.go("/triage/")
        dot.follow("Doyle, Bell and Osei")
        dot.follow("Record what they said")
        dot.pick("Kelly", "Who decided?")
        dot.pick("Kelly", "For whom?")
        dot.pick("Jayden", "For whom?")
        dot.pick("Amelia", "For whom?")
        dot.pick("Yes", "Larkmoor Academy")
        dot.pick("By phone", "How did they tell you?")
        dot.write("What they said", "School can know. It saves me saying it twice.")
        self.shown(dot, "what the family agrees to")
        dot.press("Record what they said")
        dot.reads("What they said is recorded")

    def decide(self) -> None:
        """The hub writes down what it heard they need, then decides with a reason."""
        dot = self.who("dot")
        dot.go("/triage/")
        dot.follow("Doyle, Bell and Osei")
        dot.follow("Write down a need")
        self.family = next(p for p in dot.address.split("/") if p.startswith("WF-"))
        dot.pick("Jayden", "Whose need is it?")
        dot.unfold("Getting a good education")
        dot.pick("Misses more than 10% of school over two terms")
        dot.write("What tells you so?", "What the school wrote.")
        self.shown(dot, "the hub writes down a need")
        dot.press("Write it down")
        dot.reads("Written down: Misses more than 10% of school over two terms")
        dot.pick("Find a lead worker", "What happens now?")
        dot.choose("Main reason", "Three or more needs together")
        dot.write(
            "Why, in a sentence the family could read", "School, work and police point one way."
        )
        dot.press("Record decision")
        dot.reads("Find a lead worker", "Cas Example")
        self.shown(dot, "the hub has decided")

    def sender_hears(self) -> None:
        """The school learns the result, and no more."""
        cas = self.who("cas")
        cas.go("/refer/sent/")
        cas.reads("A lead worker is being found")
        cas.reads_nothing_of("point one way")

    def allocate(self) -> None:
        """Step 4: the meeting gives the family a lead worker."""
        hal = self.who("hal")
        hal.go("/meetings/")
        hal.follow("Arrange a meeting")
        hal.date("Which day?", self.days.met)
        hal.press("Arrange")
        hal.reads("Arranged. Families that wait are on its agenda", self.family, "Names are hidden")
        hal.reads_nothing_of("Kelly", "Jayden")
        hal.pick("Allocate", "Decision")
        hal.choose("Lead worker", "Ada Example")
        hal.write("Reason for the minutes", "Knows the school, has room")
        self.shown(hal, "the allocation meeting")
        hal.press("Decide, then next")
        hal.reads("Minutes", "Ada Example is asked", "Knows the school, has room")
        hal.press("Close the meeting")
        hal.reads("Closed. What is left waits")
        self.shown(hal, "the minutes")

    def accept(self) -> None:
        """Step 5: the worker says yes."""
        ada = self.who("ada")
        ada.go("/")
        ada.reads("Answer: will you lead?")
        ada.go(f"/families/{self.family}/lead/accept/")
        self.shown(ada, "the worker is asked")
        ada.press("Yes, I will lead")
        ada.reads("You lead from today", "Kelly", "6 Orchard Rise")
        self.shown(ada, "the family’s page")

    def visit(self) -> None:
        """The first visit, with who was seen alone and what happens next."""
        ada = self.who("ada")
        ada.go("/")
        ada.follow("Start visit")
        ada.pick("Kelly", "Who was there?")
        ada.pick("Jayden", "Who was there?")
        ada.pick("Jayden", "Who did you see alone?")
        ada.write("What happened", "Kelly made tea. Mornings are the hard part.")
        ada.write("A child’s own words", "I just want to do judo again.")
        ada.choose("Whose words", "Jayden")
        ada.write("What", "Ring the judo club")
        ada.choose("Who does it", "You")
        self.shown(ada, "the worker records a visit")
        ada.press("Save visit")
        ada.reads("Visit saved", "Seen alone", "I just want to do judo again")
        self.shown(ada, "the visit")

    def team(self) -> None:
        """Cas joins the team around the family; Gus helps for a day, and leaves."""
        ada = self.who("ada")
        for name, why in (("Gus", "Covers my leave"), ("Cas", "Head of year at his school")):
            ada.go(f"/families/{self.family}/helpers/add/")
            ada.choose("Who?", f"{name} Example")
            ada.write("Why?", why)
            ada.press("Add them")
            ada.reads("They can work with this family now")
        gus = self.who("gus")
        gus.go(f"/families/{self.family}/")
        gus.reads("Kelly")
        ada.follow("End: Gus Example helps this family")
        ada.press("Yes, they no longer help")
        ada.reads("Ended. They lost sight of this family at once")

    def assess(self) -> None:
        """What is happening, and two more needs."""
        ada = self.who("ada")
        ada.go(f"/families/{self.family}/assess/")
        ada.write("What is happening, for each person?", "Jayden misses school. Kelly lost work.")
        ada.write("What goes well?", "They eat together.")
        ada.press("Finish assessment")
        ada.reads("Assessment finished")
        ada.go(f"/families/{self.family}/results/need/")
        ada.pick("Jayden", "Whose need is it?")
        ada.unfold("Families diverted from crime")
        ada.pick(YOUTH_CRIME)
        ada.press("Name it and one more")
        ada.reads(f"Named: {YOUTH_CRIME}")
        ada.pick("Kelly", "Whose need is it?")
        ada.unfold("Financial stability")
        ada.pick(WORKLESS)
        ada.press("Name this need")
        ada.reads(f"Named: {WORKLESS}")

    def plan(self) -> None:
        """One plan, in the family's words."""
        ada = self.who("ada")
        ada.go(f"/families/{self.family}/plan/")
        ada.follow("Agree")
        ada.write("What the family wants, in their own words", "Mornings without a fight.")
        ada.write("Goal, in the family’s words", "Back in maths by the summer")
        ada.write("Action", "Walk in with Jayden on Mondays")
        ada.choose("Who does it", "Kelly")
        ada.pick("Kelly", "Who agreed it?")
        ada.pick("Jayden", "Who agreed it?")
        self.shown(ada, "the worker and the family agree a plan")
        ada.press("Agree the plan")
        ada.reads("Plan agreed. It is version 1", "Back in maths by the summer")
        self.shown(ada, "the plan")

    def act(self) -> None:
        """An action gets done."""
        ada = self.who("ada")
        ada.go(f"/families/{self.family}/plan/")
        ada.press("Done: Walk in with Jayden on Mondays")
        ada.reads("Done: Walk in with Jayden on Mondays")

    def partner_looks(self) -> None:
        """The school sees the plan it agreed to, and no visit."""
        cas = self.who("cas")
        cas.go(f"/families/{self.family}/plan/")
        cas.reads("Back in maths by the summer")
        cas.reads_nothing_of("Mornings are the hard part", "do judo again")
        self.shown(cas, "the plan as the school sees it")

    def end(self) -> None:
        """Our help ends: the case is closed."""
        ada = self.who("ada")
        ada.go(f"/families/{self.family}/close/")
        ada.pick("Outcomes met, being watched", "Why does our help end?")
        ada.press("Close the case")
        ada.reads("The case is closed")

    def facts(self) -> None:
        """Step 6: what police and jobcentre told the worker."""
        ada = self.who("ada")
        page = f"/families/{self.family}/results/fact/"
        for question in ("Offences", "Anti-social behaviour"):
            ada.go(f"/families/{self.family}/results/looked/")
            ada.pick("Everyone")
            ada.pick(question, "What was looked for?")
            ada.pick("All of them are here", "What came of it?")
            ada.date("From", self.days.asked - timedelta(days=800))
            ada.press("Keep this")
        ada.go(f"{page}?kind=offence")
        ada.pick("Jayden")
        ada.date("On which day?", self.days.asked - timedelta(days=120))
        ada.pick("Offender", "Their part")
        ada.pick("Caution", "What came of it?")
        ada.date("Decided on", self.days.asked - timedelta(days=100))
        ada.press("Keep this")
        ada.go(f"{page}?kind=benefit")
        ada.pick("Kelly")
        ada.date("From", self.days.asked - timedelta(days=900))
        ada.date("To", self.days.began + timedelta(days=60))
        ada.pick("Carer’s", "Which benefit?")
        ada.press("Keep this")
        ada.go(f"{page}?kind=employment")
        ada.pick("Kelly")
        ada.date("From", self.days.began + timedelta(days=61))
        ada.write("Hours a week", "20")
        ada.press("Keep this")
        ada.reads("What it changes is worked out in a moment")

    def not_known_yet(self) -> None:
        """Missing evidence is never failure."""
        ada = self.who("ada")
        ada.go(f"/families/{self.family}/results/")
        ada.reads("Not known", "Attendance for")
        self.shown(ada, "results before the school’s file")

    def receive(self) -> None:
        """The school's file comes in, with one row that cannot be read."""
        kay = self.who("kay")
        kay.go("/")
        kay.follow("Data in")
        kay.follow("Hand over a file")
        kay.pick("Attendance by term", "What is it?")
        kay.attach("The file", "larkmoor-attendance.csv", self.file())
        self.shown(kay, "a school’s file is handed over")
        kay.press("Take the file")
        kay.reads("larkmoor-attendance.csv", "Left out 1", "“many” isn’t a whole number")
        self.report = kay.address

    def file(self) -> bytes:
        """Six terms of Jayden, one of them under a name that is only alike; and a broken row."""
        lines = [HEADING]
        for term, missed in zip(self.days.terms, MISSED, strict=True):
            name = "Jaydon" if term == self.days.terms[-1] else "Jayden"
            lines.append(f",{name},Osei,{self.jayden_born},{self._attended(term, missed)}")
        lines.append(f",Someone,Else,2013-01-05,{self._attended(term, 3).replace('120', 'many')}")
        return "\n".join(lines).encode()

    @staticmethod
    def _attended(term: object, missed: int) -> str:
        return f"Larkmoor Academy,{term.term},{term.start},{term.end},120,0,{missed}"  # type: ignore[attr-defined]

    def match(self) -> None:
        """Five rows are sure by themselves; the sixth waits for someone's decision."""
        kay = self.who("kay")
        kay.go(self.report)
        self.shown(kay, "the file’s report")
        kay.go("/matches/")
        kay.reads("Is this row about this person?", "Jaydon Osei")
        self.shown(kay, "a row that waits for a decision")
        kay.press("The same person")
        kay.reads("Saved: the same person")

    def verdict(self) -> None:
        """Step 7: the verdict has turned."""
        ada = self.who("ada")
        ada.go(f"/families/{self.family}/results/")
        ada.reads("Ready. 3 of 3 needs met, and held", "In school 95.8%")
        self.shown(ada, "results after the school’s file")

    def propose(self) -> None:
        """Step 8: one person prepares the claim."""
        ivy = self.who("ivy")
        ivy.go("/")
        ivy.follow("Results")
        ivy.reads("Ready", "A claim of £800")
        self.shown(ivy, "a family that is ready")
        ivy.press("Propose this claim")
        ivy.reads("Put forward. Someone else approves it now", "Waits for a second person")
        ivy.reads_nothing_of("Approve claim", "Mornings are the hard part")

    def approve(self) -> None:
        """A second one approves it."""
        jim = self.who("jim")
        jim.go("/results/")
        jim.reads("Waits for a second person")
        self.shown(jim, "a second person decides")
        jim.press("Approve claim")
        jim.reads("Approved. The fixed copy is kept")
        jim.go("/results/")
        jim.reads("£800 approved this year")

    def draw(self) -> None:
        """Step 9: a sample is drawn."""
        ivy = self.who("ivy")
        ivy.go("/audits/")
        ivy.follow("Draw a sample")
        ivy.choose("Who checks them?", "Fay Example")
        ivy.write("How many claims?", "1")
        ivy.date("Last day they may look", self.days.today + timedelta(days=30))
        ivy.press("Draw the sample")
        ivy.reads("1 of 1 approved claims, for Fay Example")
        self.shown(ivy, "the sample is drawn")

    def audit(self) -> None:
        """The auditor reads the history behind the frozen lines, and no name."""
        fay = self.who("fay")
        fay.go("/")
        fay.follow("My sample")
        fay.follow("Sample")
        fay.follow("Claim C-")
        fay.reads("What was claimed", "Misses more than 10% of school", "What happened")
        fay.reads_nothing_of("Kelly", "Jayden", "Mornings are the hard part", "6 Orchard Rise")
        self.shown(fay, "the auditor reads a claim’s history")
        fay.pick("Misses more than 10% of school", "Which need?")
        fay.pick("Agree", "What do you find?")
        fay.press("Keep this finding")
        fay.reads("Your finding is kept")
