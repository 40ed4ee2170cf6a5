"""Names, streets and wards of Merrowby. All of it is made up; no postcode here can exist."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

GIRLS = (
    "Aaliyah", "Abena", "Ada", "Aisha", "Amelia", "Ania", "Ayesha", "Bethany", "Bronwen",
    "Caitlin", "Chloe", "Daisy", "Eilidh", "Elif", "Ella", "Emilia", "Erin", "Esme", "Fatima",
    "Freya", "Grace", "Hana", "Holly", "Imogen", "Iris", "Isla", "Jasmine", "Jess", "Kadie",
    "Keira", "Khadija", "Lacey", "Layla", "Lily", "Maisie", "Maria", "Maya", "Mei", "Millie",
    "Naomi", "Nia", "Niamh", "Noor", "Olivia", "Orla", "Phoebe", "Poppy", "Priscilla", "Rosa",
    "Ruby", "Safa", "Sana", "Scarlett", "Shanice", "Sienna", "Skye", "Sophie", "Summer",
    "Tamara", "Tia", "Willow", "Yasmin", "Zahra", "Zofia",
)  # fmt: skip
BOYS = (
    "Aaron", "Adam", "Alfie", "Amir", "Archie", "Ben", "Billy", "Blake", "Callum", "Cameron",
    "Charlie", "Cody", "Corey", "Daniel", "David", "Dylan", "Eddie", "Elijah", "Emre", "Ethan",
    "Ezra", "Finn", "Frankie", "George", "Hamza", "Harley", "Harry", "Haruki", "Ibrahim",
    "Idris", "Isaac", "Jack", "Jakub", "Jamal", "Jayden", "Joel", "Josh", "Kai", "Kieran",
    "Kofi", "Leo", "Levi", "Lewis", "Liam", "Logan", "Luca", "Mason", "Mateo", "Max", "Muhammad",
    "Nathan", "Noah", "Oliver", "Omar", "Oscar", "Owen", "Reece", "Riley", "Rory", "Ryan", "Sam",
    "Tariq", "Theo", "Toby", "Tyler", "Yusuf", "Zac",
)  # fmt: skip
WOMEN = (
    "Adele", "Agnieszka", "Alisha", "Amy", "Angela", "Blessing", "Carly", "Chantelle",
    "Charlene", "Claire", "Danielle", "Debbie", "Donna", "Emma", "Esther", "Farida", "Gemma",
    "Grace", "Hayley", "Ivana", "Jade", "Jodie", "Joanne", "Karen", "Katie", "Kayleigh", "Kelly",
    "Kirsty", "Laura", "Leanne", "Lina", "Lisa", "Lorraine", "Lucy", "Magda", "Mandy", "Mariam",
    "Mary", "Michelle", "Nadia", "Natalie", "Nicola", "Parveen", "Rachel", "Rebecca", "Ruth",
    "Sabina", "Samantha", "Sarah", "Shabnam", "Shannon", "Sharon", "Stacey", "Stephanie",
    "Tanya", "Tracey", "Vicky", "Wendy", "Yvonne", "Zainab",
)  # fmt: skip
MEN = (
    "Abdul", "Adrian", "Ahmed", "Andrew", "Anthony", "Ashley", "Barry", "Carl", "Chris", "Craig",
    "Damian", "Darren", "Dean", "Dennis", "Emmanuel", "Farhan", "Gareth", "Gary", "Glen",
    "Graham", "Imran", "Ian", "James", "Jason", "John", "Jordan", "Karl", "Keith", "Kevin",
    "Kwame", "Lee", "Marcus", "Mark", "Martin", "Matthew", "Michael", "Mohammed", "Neil", "Nick",
    "Pawel", "Paul", "Pete", "Phil", "Rashid", "Rob", "Sean", "Shane", "Simon", "Stefan",
    "Steve", "Stuart", "Terry", "Tomasz", "Tony", "Trevor", "Wayne",
)  # fmt: skip
FAMILIES = (
    "Abbott", "Adeyinka", "Ahmed", "Akhtar", "Allen", "Amoah", "Andrews", "Archer", "Ashworth",
    "Atkins", "Bailey", "Baker", "Balogun", "Banks", "Barnes", "Barrett", "Begum", "Bennett",
    "Bibi", "Bird", "Booth", "Bowen", "Boyle", "Bradley", "Brennan", "Briggs", "Brooks", "Burke",
    "Butler", "Byrne", "Carter", "Chapman", "Chowdhury", "Clegg", "Coates", "Collins", "Cooper",
    "Costa", "Cross", "Dawson", "Dempsey", "Dias", "Dixon", "Dudley", "Dunne", "Eze", "Farrell",
    "Fernandes", "Finch", "Fletcher", "Flynn", "Foster", "Fowler", "Francis", "Gallagher",
    "Garner", "Gibson", "Gill", "Goodwin", "Gorman", "Grant", "Greenwood", "Griffiths", "Hale",
    "Hancock", "Hardy", "Harris", "Hassan", "Hayes", "Heaton", "Hewitt", "Hicks", "Hobbs",
    "Holt", "Horton", "Howarth", "Hughes", "Iqbal", "Ismail", "Jackson", "Jarvis", "Jennings",
    "Joyce", "Kamara", "Kaur", "Keane", "Kemp", "Khan", "Kowalski", "Lamb", "Larkin", "Lawal",
    "Leigh", "Lister", "Lloyd", "Logan", "Lynch", "Mahmood", "Malik", "Mann", "Marsh", "Mbeki",
    "McCabe", "McGrath", "Mensah", "Mills", "Mirza", "Mohamud", "Moran", "Morris", "Moss",
    "Murray", "Nash", "Ncube", "Nolan", "Novak", "Nowak", "Nwosu", "Oakes", "Obi", "Ogden",
    "Okoro", "Owens", "Owusu", "Parkin", "Patel", "Pearson", "Perry", "Petrov", "Pickles",
    "Platt", "Pollard", "Popescu", "Potter", "Price", "Quigley", "Quinn", "Rafiq", "Ramsden",
    "Reid", "Rhodes", "Riley", "Rowe", "Saunders", "Sharma", "Shaw", "Shields", "Silva", "Singh",
    "Slater", "Sousa", "Stokes", "Stone", "Suarez", "Sutton", "Tait", "Tate", "Taylor", "Thapa",
    "Todd", "Turay", "Turner", "Vaughan", "Walker", "Walsh", "Ward", "Watkins", "Weaver", "Webb",
    "Whelan", "Wilde", "Winter", "Wood", "Wright", "Yates", "Yilmaz", "Young", "Zaman",
)  # fmt: skip
STREETS = (
    "Acorn Street", "Anchor Row", "Beck Lane", "Bobbin Court", "Bridge Street", "Canal Side",
    "Chapel Walk", "Cobbler’s Yard", "Cotton Street", "Dyer’s Lane", "Eastgate", "Ferry Road",
    "Foundry Row", "Fuller’s Lane", "Garden Terrace", "Hazel Grove", "Heron Way", "Kestrel Lane",
    "Kiln Road", "Larkmoor Road", "Linden Avenue", "Lock Street", "Market Place", "Mill Brow",
    "Northgate", "Orchard Rise", "Park View", "Quarry Bank", "Rope Walk", "Saddler’s Row",
    "School Lane", "Spinner’s Court", "St Bride’s Road", "Tannery Court", "Weaver’s Close",
    "Wharf Street", "Willow Drive", "Windmill Hill",
)  # fmt: skip
#: Ward and its postcode district. East is the first five.
WARDS = {
    "Kestrel": "MB1", "Tannery": "MB2", "Orchard": "MB3", "Larkmoor": "MB4", "Eastgate": "MB5",
    "Millbank": "MB6", "Northgate": "MB7", "St Bride’s": "MB8", "Wharfside": "MB9",
}  # fmt: skip
EAST = ("Kestrel", "Tannery", "Orchard", "Larkmoor", "Eastgate")
WEST = ("Millbank", "Northgate", "St Bride’s", "Wharfside")
#: A letter that never ends a postcode, so that none of ours exists.
NEVER_LAST = "CIKMOV"
LANGUAGES = ("Arabic", "Polish", "Urdu", "Romanian", "Somali", "British Sign Language")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a home is."""

    lines: str
    postcode: str
    ward: str


def a_place(rng: Random) -> Place:
    """A house or a flat in one of the wards."""
    ward = rng.choice(tuple(WARDS))
    number = rng.randint(1, 140)
    street = rng.choice(STREETS)
    lines = (
        f"Flat {rng.randint(1, 24)}, {number} {street}"
        if rng.random() < 0.3
        else f"{number} {street}"
    )
    return Place(lines, a_postcode(rng, ward), ward)


def a_postcode(rng: Random, ward: str) -> str:
    """Of that ward's district; it can't exist."""
    letter = rng.choice("ABDEFGHJLNPQRSTUWXYZ")
    return f"{WARDS[ward]} {rng.randint(1, 9)}{letter}{rng.choice(NEVER_LAST)}"


def a_phone(rng: Random) -> str:
    """From the ranges that are kept for drama."""
    return (
        f"07700 900{rng.randint(100, 999)}"
        if rng.random() < 0.8
        else f"01632 960{rng.randint(500, 999)}"
    )
